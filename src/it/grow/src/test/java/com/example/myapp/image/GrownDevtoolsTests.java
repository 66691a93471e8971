package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** Devtools are not in the image: they restart what a developer runs from classes. */
class GrownDevtoolsTests {

	private static final Path LOG = Path.of("target", "devtools.log");

	@Test
	void restartWhenAClassChanges() throws IOException {
		Process service = GrownClasses.start(LOG, "--spring.docker.compose.enabled=false");
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> starts() == 1);
			Files.setLastModifiedTime(GrownClasses.main(), FileTime.from(Instant.now()));
			await().atMost(Duration.ofMinutes(2)).until(() -> starts() == 2);
		}
		finally {
			service.destroyForcibly();
		}
	}

	private static long starts() throws IOException {
		try (Stream<String> lines = Files.lines(LOG)) {
			return lines.filter((line) -> line.contains("Started ") && line.contains("Application in ")).count();
		}
	}

}
