package com.example.myapp.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.stereotype.Component;

/**
 * Serves requests while the AOT cache is made (JEP 514). Spring ends a training run
 * before the server starts ({@code spring.context.exit=onRefresh}), so that its cache
 * would lack the classes and the profiles (JEP 515) of a request. Does nothing at any
 * other time.
 */
@Component
class TrainingRun
		implements SmartInitializingSingleton, WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	/** Clients that send requests at the same time, as under load. */
	private static final int CLIENTS = Integer.getInteger("t.clients", 64);

	/** To each path, by each client. */
	private static final int REQUESTS = Integer.getInteger("t.requests", 50);

	/** Milliseconds to wait for a response. */
	private static final int TIMEOUT = 20_000;

	private final ApplicationContext context;

	private final List<String> paths;

	TrainingRun(ApplicationContext context, @Value("${training.paths:/}") List<String> paths) {
		this.context = context;
		this.paths = paths;
		if (isOn()) {
			TrainingWatch.start(Thread.currentThread());
		}
	}

	private static boolean isOn() {
		return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit"));
	}

	/** A free port that nobody else reaches, without TLS. */
	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		if (isOn()) {
			factory.setPort(0);
			factory.setAddress(InetAddress.getLoopbackAddress());
			factory.setSsl(null);
		}
	}

	/** After the customizers that read properties. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	/**
	 * Trains the service.
	 * @throws IllegalStateException if it does not respond, or with a status of 5xx
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (isOn() && this.context instanceof WebServerApplicationContext web) {
			Lifecycle server = this.context.getBean("webServerStartStop", Lifecycle.class);
			server.start();
			train("http://localhost:" + web.getWebServer().getPort());
			server.stop();
		}
	}

	private void train(String server) {
		System.setProperty("http.maxConnections", String.valueOf(CLIENTS));
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		Callable<Void> client = () -> {
			for (int i = 0; i < REQUESTS; i++) {
				for (String path : this.paths) {
					get(URI.create(server + path));
				}
			}
			return null;
		};
		try {
			for (Future<Void> requests : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
				requests.get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException("The training run failed", ex);
		}
		finally {
			clients.shutdownNow();
		}
	}

	/** Reads the response to its end, which keeps the connection. */
	private static void get(URI uri) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
		connection.setInstanceFollowRedirects(false);
		connection.setReadTimeout(TIMEOUT);
		int status = connection.getResponseCode();
		if (status >= 500) {
			throw new IOException("GET " + uri.getPath() + " has status " + status);
		}
		try (InputStream body = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
			if (body != null) {
				body.transferTo(OutputStream.nullOutputStream());
			}
		}
	}

}
