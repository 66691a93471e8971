package com.example.myapp.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The grown service and a client of it. Test classes that ask for the same environment
 * share one.
 */
class GrownService implements BeforeAllCallback {

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final HttpClient client = HttpClient.newHttpClient();

	private Path mount = Path.of("target").toAbsolutePath();

	private GrownProcess process;

	GrownService() {
		// The service is its own collector.
		with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://localhost:{port}/v1/traces");
	}

	/** Sets a variable of its environment; {@code {port}} stands for its port. */
	final GrownService with(String variable, Object value) {
		this.environment.put(variable, value.toString());
		return this;
	}

	/** Lets it read a file, or what is in a folder, under its own path. */
	GrownService reading(Path path) {
		this.mount = path.toAbsolutePath();
		return this;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.process = context.getRoot()
			.getStore(Namespace.GLOBAL)
			.computeIfAbsent(this.environment, (key) -> new GrownProcess(this.environment, this.mount),
					GrownProcess.class);
	}

	int port() {
		return this.process.port();
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(30));
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/** A connection on which the test says each byte itself. */
	Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
		socket.setSoTimeout(10_000);
		return socket;
	}

	String log() {
		return this.process.log();
	}

}
