package com.example.myapp.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.core.SpringProperties;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;

/**
 * Serves requests while the AOT cache is made. Spring ends a training run before the
 * server starts ({@code spring.context.exit=onRefresh}), so its cache would lack the
 * classes that answer a request, and what the JVM learns of them (JEP 515). Here the real
 * server answers real requests on the loopback.
 */
@Component
class TrainingRun implements SmartInitializingSingleton {

	/** More bring nothing: measured with 20,000 and 100,000 requests. */
	private static final int CONNECTIONS = 30;

	private static final int REQUESTS_PER_CONNECTION = 100;

	/** Milliseconds to wait for an answer. */
	private static final int TIMEOUT = 20_000;

	private final ConfigurableReactiveWebServerFactory servers;

	private final HttpHandler handler;

	private final List<String> paths;

	TrainingRun(ConfigurableReactiveWebServerFactory servers, HttpHandler handler,
			@Value("${training.paths:/}") List<String> paths) {
		this.servers = servers;
		this.handler = handler;
		this.paths = paths;
	}

	static boolean isOn() {
		return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit"));
	}

	/**
	 * Trains the service in a training run; otherwise does nothing.
	 * @throws IllegalStateException if the service does not answer, or answers with 5xx
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (!isOn()) {
			return;
		}
		this.servers.setAddress(InetAddress.getLoopbackAddress());
		this.servers.setPort(0);
		this.servers.setSsl(null);
		WebServer server = this.servers.getWebServer(this.handler);
		server.start();
		try {
			for (String path : this.paths) {
				for (int i = 0; i < CONNECTIONS; i++) {
					train(server.getPort(), path);
				}
			}
		}
		finally {
			server.stop();
		}
	}

	private static void train(int port, String path) {
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n";
		String last = request + "Connection: close\r\n\r\n";
		String requests = (request + "\r\n").repeat(REQUESTS_PER_CONNECTION - 1) + last;
		String answers;
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT);
			socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
			answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The training run got no answer to GET " + path, ex);
		}
		if (!answers.startsWith("HTTP/1.1 ") || answers.contains("HTTP/1.1 5")) {
			throw new IllegalStateException("The training run got a wrong answer to GET " + path + ": "
					+ answers.lines().findFirst().orElse("none"));
		}
	}

}
