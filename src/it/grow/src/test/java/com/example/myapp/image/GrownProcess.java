package com.example.myapp.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A container of the image that the system property {@code image} names, or
 * {@code java -jar} where it names none. Its log stays in {@code target}.
 */
final class GrownProcess implements AutoCloseable {

	private final int port = freePort();

	private final String name = "grown-" + this.port;

	private final Path log = Path.of("target", this.name + ".log");

	private final Process process;

	GrownProcess(Map<String, String> environment, Path mount) {
		String image = System.getProperty("image", "");
		List<String> command = new ArrayList<>();
		if (image.isEmpty()) {
			command.addAll(List.of("java", "-jar", jar()));
		}
		else {
			command.addAll(List.of("docker", "run", "--rm", "--name", this.name, "--env", "SERVER_PORT"));
			command.addAll(List.of("--publish", "127.0.0.1:" + this.port + ":" + this.port));
			command.addAll(List.of("--volume", mount + ":" + mount + ":ro"));
			environment.keySet().forEach((variable) -> command.addAll(List.of("--env", variable)));
			command.add(image);
		}
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().put("SERVER_PORT", String.valueOf(this.port));
		environment.forEach((variable, value) -> builder.environment()
			.put(variable, value.replace("{port}", String.valueOf(this.port))));
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().atMost(Duration.ofMinutes(3)).until(() -> isStarted() || !this.process.isAlive());
		assertThat(isStarted()).as(log()).isTrue();
	}

	int port() {
		return this.port;
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isStarted() {
		return log().contains("Application in ");
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		if (!System.getProperty("image", "").isEmpty()) {
			new ProcessBuilder("docker", "rm", "--force", this.name).start();
		}
	}

	private static String jar() {
		try (var files = Files.list(Path.of("target"))) {
			return files.map(Path::toString).filter((file) -> file.endsWith(".jar")).findAny().orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
