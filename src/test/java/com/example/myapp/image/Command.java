package com.example.myapp.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A command that is run as a user types it. */
final class Command {

	private Command() {
	}

	/**
	 * Runs a command to its end.
	 * @return what it printed
	 * @throws AssertionError with what it printed, if its status is not 0
	 */
	static String run(Path directory, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertThat(process.waitFor()).as(() -> String.join(" ", command) + "\n" + output).isZero();
		return output;
	}

	static String docker(String... arguments) throws IOException, InterruptedException {
		String[] command = new String[arguments.length + 1];
		command[0] = "docker";
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		return run(Path.of("."), command);
	}

}
