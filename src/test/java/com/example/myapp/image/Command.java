package com.example.myapp.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A command that is run as a user types it. */
final class Command {

	private Command() {
	}

	/** Runs it in a directory; fails, with what it printed, where its status is not 0. */
	static void run(Path directory, String... command) throws IOException, InterruptedException {
		Path log = Files.createTempFile("command", ".log");
		try {
			int status = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start()
				.waitFor();
			assertThat(status).as(String.join(" ", command) + "\n" + Files.readString(log)).isZero();
		}
		finally {
			Files.delete(log);
		}
	}

	static void assumePack() {
		assume("pack", "https://buildpacks.io/docs/install-pack");
	}

	static void assumeSyft() {
		assume("syft", "https://github.com/anchore/syft");
	}

	/**
	 * Skips the test where there is no such program, and says so: Maven counts it and
	 * gives no reason.
	 */
	private static void assume(String program, String source) {
		boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((path) -> Files.isExecutable(Path.of(path, program)));
		if (!found) {
			System.err.printf("NOT RUN: what takes %s. Get it from %s%n", program, source);
		}
		assumeThat(found).isTrue();
	}

}
