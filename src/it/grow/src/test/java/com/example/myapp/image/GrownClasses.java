package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service as {@code spring-boot:run} starts it: from classes, with the libraries that
 * are for development only.
 */
final class GrownClasses {

	private static final Path CLASSES = Path.of("target", "classes");

	private GrownClasses() {
	}

	/** The class with the method {@code main}. */
	static Path main() throws IOException {
		try (Stream<Path> files = Files.walk(CLASSES)) {
			return files.filter((file) -> file.toString().endsWith("Application.class")).findAny().orElseThrow();
		}
	}

	/** Without the tests, whose configuration would be found. */
	static Process start(Path log, String... arguments) throws IOException {
		String classPath = Stream.of(System.getProperty("java.class.path").split(":"))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(":"));
		String main = CLASSES.relativize(main()).toString().replace(".class", "").replace('/', '.');
		List<String> command = new ArrayList<>(List.of("java", "-cp", classPath, main, "--server.port=0"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

}
