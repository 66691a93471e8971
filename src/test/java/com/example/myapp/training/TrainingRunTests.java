package com.example.myapp.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.example.myapp.MyApplication;
import com.example.myapp.TestRoutes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;

/** A training run in a JVM of its own, as a buildpack starts it. */
class TrainingRunTests {

	@ParameterizedTest
	@CsvSource({ "/test/items, 0, Netty started on port", "/test/unexpected, 1, Status 5xx of http://localhost:" })
	void servesRequestsAndEndsWithItsStatus(String path, int status, String line) throws Exception {
		Process process = start("-Dtraining.paths=" + path, "-Dspring.context.exit=onRefresh");
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).contains(line);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isEqualTo(status);
	}

	private static Process start(String... options) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		builder.command().addAll(List.of(options));
		builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
		return builder.redirectErrorStream(true).start();
	}

	static class Main {

		public static void main(String[] args) {
			SpringApplication.run(new Class<?>[] { MyApplication.class, TestRoutes.class }, args);
		}

	}

}
