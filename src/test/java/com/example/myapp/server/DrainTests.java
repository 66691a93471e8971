package com.example.myapp.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.example.myapp.MyApplication;
import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.example.myapp.http.RootRoute;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * A server that is told to stop answers what it has been asked, and takes nothing new.
 * How long other parts of a service take to close, such as an exporter of traces, is not
 * measured.
 */
class DrainTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	@Test
	void answersWhatIsUnderWayAndSaysThatItIsTheLast() throws Exception {
		ConfigurableApplicationContext application = start();
		int port = port(application);
		List<RawClient> slow = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			slow.add(new RawClient("127.0.0.1", port).send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
		}
		RawClient idle = new RawClient("127.0.0.1", port).send(GET);
		assertThat(idle.answer().header("Connection")).isEmpty();

		Instant start = Instant.now();
		Thread stop = new Thread(application::stop);
		stop.start();
		Awaitility.await().until(() -> refuses(port));
		Answer last = idle.send(GET).answer();
		assertThat(last.status()).isEqualTo(200);
		assertThat(last.header("Connection")).isEqualTo("close");
		assertThat(idle.isClosed()).isTrue();
		for (RawClient client : slow) {
			Answer answer = client.answer();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Connection")).isEqualTo("close");
			assertThat(client.isClosed()).isTrue();
			client.close();
		}
		stop.join();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--limits.drain=1s --limits.linger=100ms",
			"--server.shutdown=immediate --limits.drain=60s --limits.linger=60s" })
	void waitsForNobodyLongerThanItsLimit(String settings) throws Exception {
		ConfigurableApplicationContext application = start(settings.split(" "));
		RawClient never = new RawClient("127.0.0.1", port(application)).send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
		RawClient idle = new RawClient("127.0.0.1", port(application)).send(GET);
		idle.answer();
		Instant start = Instant.now();
		application.stop();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
		assertThat(idle.isClosed()).isTrue();
		assertThatIOException().isThrownBy(never::answer);
		application.close();
	}

	@Test
	void endsManyIdleConnectionsAndResetsNone() throws Exception {
		ConfigurableApplicationContext application = start();
		List<RawClient> idle = new ArrayList<>();
		for (int i = 0; i < 1500; i++) {
			idle.add(new RawClient("127.0.0.1", port(application)).send(GET));
		}
		for (RawClient client : idle) {
			client.answer();
		}
		application.close();
		for (RawClient client : idle) {
			// A reset would be an exception.
			assertThat(client.rest()).isEmpty();
			client.close();
		}
	}

	@Test
	void keepsAWebSocketOpenUntilItsLimit() throws Exception {
		ConfigurableApplicationContext application = start("--limits.drain=3s", "--limits.linger=100ms");
		int port = port(application);
		try (RawClient client = new RawClient("127.0.0.1", port)) {
			client.send(ServiceTests.UPGRADE).answer();
			Thread stop = new Thread(application::close);
			stop.start();
			Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> refuses(port));
			assertThat(client.send(ServiceTests.FRAME).read(7)).endsWith("hello");
			stop.join();
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	void cutsNoConnectionOfAServerThatIsStartedAgain() throws Exception {
		try (ConfigurableApplicationContext application = start("--limits.drain=1s", "--limits.linger=100ms")) {
			application.stop();
			application.start();
			try (RawClient client = new RawClient("127.0.0.1", port(application))) {
				client.send(GET).answer();
				Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
				assertThat(client.send(GET).answer().status()).isEqualTo(200);
			}
		}
	}

	private static ConfigurableApplicationContext start(String... limits) {
		return new SpringApplicationBuilder(MyApplication.class, Routes.class, RootRoute.class,
				ServiceTests.Routes.class)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--server.ssl.enabled=false", "--spring.webflux.base-path="),
						Stream.of(limits))
				.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static boolean refuses(int port) {
		try (RawClient client = new RawClient("127.0.0.1", port)) {
			return client.isClosed();
		}
		catch (IOException refused) {
			return true;
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		RouterFunction<ServerResponse> slow() {
			return route()
				.GET("/slow", (request) -> Mono.delay(Duration.ofSeconds(2)).then(ServerResponse.ok().build()))
				.GET("/never", (request) -> Mono.never())
				.build();
		}

	}

}
