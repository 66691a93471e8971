package com.example.myapp.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Serves requests while the AOT cache is made (JEP 514). Spring ends a training run
 * before the server starts ({@code spring.context.exit=onRefresh}), so that its cache
 * would lack the classes and the profiles (JEP 515) of a request. Does nothing at any
 * other time.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // after the customizers that read properties
class TrainingRun implements SmartInitializingSingleton, WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

	/** Clients that send at the same time, as under load, and the requests of all. */
	private static final int CLIENTS = 64;

	private static final int REQUESTS = 1000;

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

	@Override
	public void afterSingletonsInstantiated() {
		if (isOn() && this.context instanceof WebServerApplicationContext web) {
			Lifecycle server = this.context.getBean("webServerStartStop", Lifecycle.class);
			server.start();
			this.paths.forEach((path) -> train(URI.create("http://localhost:" + web.getWebServer().getPort() + path)));
			server.stop();
		}
	}

	private static void train(URI uri) {
		System.setProperty("http.maxConnections", String.valueOf(CLIENTS)); // that are
																			// kept
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		Stream.generate(() -> CompletableFuture.runAsync(() -> get(uri), clients))
			.limit(REQUESTS)
			.toList()
			.forEach(CompletableFuture::join);
	}

	private static void get(URI uri) {
		try {
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
			connection.setInstanceFollowRedirects(false);
			Assert.state(connection.getResponseCode() < 500, () -> "Status 5xx of " + uri);
			if (connection.getErrorStream() == null) {
				connection.getInputStream().readAllBytes();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No response from " + uri, ex);
		}
	}

}
