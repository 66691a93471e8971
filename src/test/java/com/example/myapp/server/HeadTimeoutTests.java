package com.example.myapp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.example.myapp.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections whose head is late, and those that take long for another reason. */
class HeadTimeoutTests {

	private static final Duration LIMIT = Duration.ofMillis(200);

	/** Outlasts the limit five times. */
	private static final Flux<String> TICKS = Flux.just("tick").delayElements(LIMIT).repeat(4);

	private static DisposableServer server;

	@BeforeAll
	static void start() {
		server = HttpServer.create()
			.port(0)
			.protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
			.childObserve(new HeadTimeout(LIMIT, LIMIT))
			.route((routes) -> routes.get("/", (request, response) -> response.sendString(Mono.just("hello")))
				.get("/ticks", (request, response) -> response.sendString(TICKS))
				.ws("/socket", (in, out) -> out.sendString(TICKS)))
			.bindNow();
	}

	@AfterAll
	static void stop() {
		server.disposeNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET / HTTP/1.1\r\nHost: a\r\n" })
	void closesConnectionWhoseFirstOrNextHeadIsLate(String head) throws IOException {
		try (RawClient client = new RawClient(server.port())) {
			assertThat(client.send(head).isClosed()).isTrue();
		}
		try (RawClient client = new RawClient(server.port())) {
			assertThat(client.send(RawClient.GET).response()).startsWith("HTTP/1.1 200 ");
			assertThat(client.send(head).isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP11", "H2C" })
	void responseMayTakeLongerThanHead(HttpProtocol protocol) {
		Mono<List<String>> ticks = HttpClient.create()
			.port(server.port())
			.protocol(protocol)
			.get()
			.uri("/ticks")
			.responseContent()
			.asString()
			.collectList();
		assertThat(String.join("", ticks.block(Duration.ofMinutes(1)))).isEqualTo("tick".repeat(5));
	}

	@Test
	void webSocketMayTakeLongerThanHead() {
		Flux<String> ticks = HttpClient.create()
			.port(server.port())
			.websocket()
			.uri("/socket")
			.handle((in, out) -> in.receive().asString());
		assertThat(ticks.collectList().block(Duration.ofMinutes(1))).hasSize(5);
	}

}
