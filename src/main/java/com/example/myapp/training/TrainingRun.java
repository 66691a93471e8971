package com.example.myapp.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class TrainingRun implements SmartInitializingSingleton {

	/** More bring nothing: measured with 20,000 and 100,000. */
	private static final int REQUESTS = 3000;

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
				train(URI.create("http://localhost:" + server.getPort() + path));
			}
		}
		finally {
			server.stop();
		}
	}

	private static void train(URI uri) {
		for (int i = 0; i < REQUESTS; i++) {
			int status;
			try {
				status = status(uri);
			}
			catch (IOException ex) {
				throw new IllegalStateException("The training run got no answer to GET " + uri.getPath(), ex);
			}
			if (status >= 500) {
				throw new IllegalStateException(
						"The training run got status " + status + " in answer to GET " + uri.getPath());
			}
		}
	}

	/** Reads the answer to its end, which keeps the connection. */
	private static int status(URI uri) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
		connection.setInstanceFollowRedirects(false);
		connection.setReadTimeout(TIMEOUT);
		int status = connection.getResponseCode();
		try (InputStream body = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
			if (body != null) {
				body.transferTo(OutputStream.nullOutputStream());
			}
		}
		return status;
	}

}
