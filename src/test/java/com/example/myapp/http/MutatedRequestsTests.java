package com.example.myapp.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** They leave no socket open. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Open sockets are counted in /proc")
class MutatedRequestsTests extends MutatedRequests {

	@LocalServerPort
	private int port;

	private long before;

	@Override
	protected int port() {
		return this.port;
	}

	@BeforeEach
	void count() throws IOException {
		send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
		this.before = openFiles();
	}

	@AfterEach
	void leaveNoSocketOpen() {
		await().atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(this.before + 5));
	}

	private static long openFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.count();
		}
	}

}
