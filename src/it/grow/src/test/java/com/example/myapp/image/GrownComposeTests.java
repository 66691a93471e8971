package com.example.myapp.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Docker Compose's support is not in the image: it starts what a developer's service
 * calls.
 */
@Timeout(240)
class GrownComposeTests {

	private static final Path LOG = Path.of("target", "compose.log");

	/** Maven counts a test that is skipped and gives no reason. */
	@BeforeEach
	void assumeCompose() throws Exception {
		boolean found = start("version").waitFor() == 0;
		if (!found) {
			System.err
				.println("NOT RUN: what takes docker compose. Get it from https://docs.docker.com/compose/install");
		}
		assumeThat(found).isTrue();
	}

	@Test
	void theCollectorGetsTracesAndRunsAsLongAsTheService() throws Exception {
		Process service = GrownClasses.start(LOG);
		try {
			// An export every 5 s.
			await().atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofSeconds(1))
				.until(() -> compose("logs").contains("POST /v1/traces") || !service.isAlive());
			assertThat(service.isAlive()).as(Files.readString(LOG)).isTrue();
			service.destroy();
			service.waitFor();
			assertThat(compose("ps", "--all", "--format", "{{.Service}} {{.State}}")).contains("collector exited");
		}
		finally {
			service.destroyForcibly();
			compose("down");
		}
	}

	private static String compose(String... arguments) throws IOException, InterruptedException {
		Process process = start(arguments);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	private static Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("docker", "compose"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

}
