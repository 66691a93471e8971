package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** Devtools are not in the image: they restart what a developer runs from classes. */
class GrownDevtoolsTests {

	private static final Path CLASSES = Path.of("target", "classes");

	private static final Path LOG = Path.of("target", "devtools.log");

	@Test
	void restartWhenAClassChanges() throws IOException {
		Path main = main();
		Process service = start(CLASSES.relativize(main).toString().replace(".class", "").replace('/', '.'));
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> starts() == 1);
			Files.setLastModifiedTime(main, FileTime.from(Instant.now()));
			await().atMost(Duration.ofMinutes(2)).until(() -> starts() == 2);
		}
		finally {
			service.destroyForcibly();
		}
	}

	private static Path main() throws IOException {
		try (Stream<Path> files = Files.walk(CLASSES)) {
			return files.filter((file) -> file.toString().endsWith("Application.class")).findAny().orElseThrow();
		}
	}

	/** Without the tests, whose configuration would be found. */
	private static Process start(String main) throws IOException {
		String classPath = Stream.of(System.getProperty("java.class.path").split(":"))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(":"));
		return new ProcessBuilder("java", "-cp", classPath, main, "--server.port=0",
				"--spring.docker.compose.enabled=false")
			.redirectErrorStream(true)
			.redirectOutput(LOG.toFile())
			.start();
	}

	private static long starts() throws IOException {
		try (Stream<String> lines = Files.lines(LOG)) {
			return lines.filter((line) -> line.contains("Started ") && line.contains("Application in ")).count();
		}
	}

}
