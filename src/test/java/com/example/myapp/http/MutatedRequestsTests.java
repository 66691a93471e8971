package com.example.myapp.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** They leave no socket open and nothing in the log. */
@Tag("slow")
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
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

	/** What a client does wrong is not worth a line. */
	@AfterEach
	void logNothing(CapturedOutput output) {
		assertThat(ServerLog.warnings(output)).isEmpty();
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
