package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.example.myapp.RawClient;

import static org.awaitility.Awaitility.await;

/** A container of an image under test, removed when it is closed. */
final class Container implements AutoCloseable {

	private final String id;

	private Container(String id) {
		this.id = id;
	}

	/** Runs an image with options of {@code docker run}. */
	static Container run(String image, String... options) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "127.0.0.1::8080"));
		arguments.addAll(List.of(options));
		arguments.add(image);
		return new Container(Command.docker(arguments.toArray(String[]::new)));
	}

	/** Waits until it serves {@code GET /}, and returns the response. */
	String get() {
		return await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
			try (RawClient client = new RawClient(port())) {
				return client.send(RawClient.GET).response();
			}
		}, (response) -> response.startsWith("HTTP/1.1 200 "));
	}

	int port() throws IOException, InterruptedException {
		return Integer.parseInt(Command.docker("port", this.id, "8080").split(":")[1]);
	}

	String logs() throws IOException, InterruptedException {
		return Command.docker("logs", this.id);
	}

	/** The paths of all its files. */
	List<String> files() throws IOException, InterruptedException {
		return Command.run(Path.of("."), "bash", "-c", "docker export " + this.id + " | tar -t").lines().toList();
	}

	void terminate() throws IOException, InterruptedException {
		Command.docker("kill", "--signal", "TERM", this.id);
	}

	/** Waits for its end. */
	int exitCode() throws IOException, InterruptedException {
		return Integer.parseInt(Command.docker("wait", this.id));
	}

	@Override
	public void close() throws IOException, InterruptedException {
		Command.docker("rm", "-f", this.id);
	}

}
