package com.example.myapp.server;

import java.io.IOException;

import com.example.myapp.MyApplication;
import com.example.myapp.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * What clients see when the service stops. The settings would let each test wait for
 * minutes.
 */
@Timeout(60)
class DrainTests {

	private static final Sinks.Empty<Void> done = Sinks.empty();

	@Test
	void respondsToRequestsUnderWayAndToIdleClientsBeforeItStops() throws Exception {
		ConfigurableApplicationContext service = start();
		int port = port(service);
		try (RawClient busy = new RawClient(port).send("GET /busy HTTP/1.1\r\nHost: a\r\n\r\n");
				RawClient idle = new RawClient(port).send(RawClient.GET)) {
			assertThat(idle.response()).doesNotContainIgnoringCase("\r\nConnection:");
			Thread stop = new Thread(service::close);
			stop.start();
			await().until(() -> isLast(get(port)));
			assertThat(idle.send(RawClient.GET).response()).startsWith("HTTP/1.1 200 ").matches(DrainTests::isLast);
			assertThat(idle.isClosed()).isTrue();
			done.tryEmitEmpty();
			assertThat(busy.response()).startsWith("HTTP/1.1 200 ").matches(DrainTests::isLast);
			assertThat(busy.isClosed()).isTrue();
			stop.join();
		}
	}

	@Test
	void waitsForNobodyWhenShutdownIsImmediate() throws IOException {
		ConfigurableApplicationContext service = start("--server.shutdown=immediate");
		try (RawClient idle = new RawClient(port(service)).send(RawClient.GET)) {
			idle.response();
			service.close();
			assertThat(idle.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-1s", "10m" })
	@ExtendWith(OutputCaptureExtension.class)
	void wrongSettingStopsTheStartWithReport(String idle, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--drain.idle=" + idle));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("drain.idle");
	}

	private static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(MyApplication.class, Busy.class)
			.properties("server.port=0", "drain.idle=5m", "spring.lifecycle.timeout-per-shutdown-phase=5m")
			.run(settings);
	}

	private static int port(ConfigurableApplicationContext service) {
		return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static String get(int port) throws IOException {
		try (RawClient client = new RawClient(port)) {
			return client.send(RawClient.GET).response();
		}
	}

	private static boolean isLast(String response) {
		return response.toLowerCase().contains("\r\nconnection: close");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Busy {

		@Bean
		RouterFunction<ServerResponse> busy() {
			return route().GET("/busy", (request) -> done.asMono().then(ServerResponse.ok().build())).build();
		}

	}

}
