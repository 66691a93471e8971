package com.example.myapp.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.core.SpringProperties;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;

/**
 * Serves while the AOT cache is made. A training run ends before the server starts
 * ({@code spring.context.exit=onRefresh}), so its cache would lack the classes of the way
 * that a request takes. Here the real server answers each kind of request of the
 * contract; an answer that is wrong ends the build of the image.
 */
@Component
class TrainingRun implements SmartInitializingSingleton {

	/** Enough for what is made after some calls, such as accessors in bytecode. */
	private static final int ROUNDS = 100;

	private static final String[][] EXCHANGES = { { "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "200" },
			{ "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nUser-Agent: training\r\n\r\n", "200" },
			{ "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", "200" },
			{ "OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n", "204" },
			// The application has not started.
			{ "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n", "503" },
			{ "GET /absent HTTP/1.1\r\nHost: localhost\r\n\r\n", "404" },
			{ "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n1", "405" },
			{ "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n", "406" },
			{ "GET / HTTP/1.1\r\n\r\n", "400" } };

	private final ConfigurableReactiveWebServerFactory servers;

	private final HttpHandler handler;

	TrainingRun(ConfigurableReactiveWebServerFactory servers, HttpHandler handler) {
		this.servers = servers;
		this.handler = handler;
	}

	/**
	 * Runs in a training run only; a service that is meant to serve returns at once.
	 * @throws IllegalStateException if an answer is wrong or does not come
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if ("onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit"))) {
			this.servers.setAddress(InetAddress.getLoopbackAddress());
			this.servers.setPort(0);
			WebServer server = this.servers.getWebServer(this.handler);
			server.start();
			try {
				train(server.getPort());
			}
			catch (IOException ex) {
				throw new IllegalStateException("No answer in the training run", ex);
			}
			finally {
				server.stop();
			}
		}
	}

	private static void train(int port) throws IOException {
		for (String[] exchange : EXCHANGES) {
			train(port, 1, exchange);
		}
		train(port, ROUNDS, EXCHANGES[0]);
		train(port, ROUNDS, EXCHANGES[1]);
	}

	private static void train(int port, int times, String[] exchange) throws IOException {
		String answer = exchange(port, times, exchange[0]);
		if (!answer.startsWith("HTTP/1.1 " + exchange[1])) {
			throw new IllegalStateException("Wrong answer in the training run to " + exchange[0] + answer);
		}
	}

	/** Sends a request so many times on one connection; returns the last answer. */
	private static String exchange(int port, int times, String request) throws IOException {
		byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
		byte[] answer = new byte[1024];
		int length = 0;
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(5000);
			InputStream in = socket.getInputStream();
			OutputStream out = socket.getOutputStream();
			for (int i = 0; i < times; i++) {
				out.write(bytes);
				length = in.read(answer);
			}
		}
		return new String(answer, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
	}

}
