package com.example.myapp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.example.myapp.http.ServerLog;
import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** What a service may do that grows: take bodies, take its time, and go on answering. */
@ServerTest(
		properties = { "limits.head=2s", "limits.request=2s", "limits.linger=500ms", "server.netty.idle-timeout=1s" })
@ExtendWith(OutputCaptureExtension.class)
@Import(ServiceTests.Routes.class)
class ServiceTests {

	/** Opens a WebSocket that sends back what it gets. */
	static final String UPGRADE = "GET /socket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
			+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	/** A masked frame of text, with a mask of zeros (RFC 6455 section 5.2). */
	static final String FRAME = "\u0081\u0085\0\0\0\0hello";

	private static final int LIMIT = 1024 * 1024;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/bytes", "/text", "/form" })
	void takesABodyUpToTheLimit(String path) throws IOException {
		String body = "a=" + "x".repeat(LIMIT - 2);
		assertThat(exchange(withLength(path, body)).status()).isEqualTo(200);
		assertThat(exchange(inChunks(path, body)).status()).isEqualTo(200);
	}

	/** Some end where the server's read ends, which must not be the last one. */
	@Test
	void takesChunksOfAnySize() throws IOException {
		String body = "x".repeat(100_000);
		for (int size = 1000; size < 1030; size++) {
			assertThat(exchange(inChunks("/bytes", body, size)).status()).as("chunks of %d", size).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/bytes", "/text", "/form", "/ignored" })
	void answersABodyAboveTheLimitAndCloses(String path) throws IOException {
		String body = "a=" + "x".repeat(LIMIT - 1);
		for (String request : new String[] { withLength(path, body), inChunks(path, body) }) {
			try (RawClient client = connect()) {
				client.sendInBackground(request);
				Answer answer = client.answer();
				assertThat(answer.status()).isIn(413, "/ignored".equals(path) ? 200 : 413);
				assertThat(client.isClosed()).isTrue();
			}
		}
	}

	/** Which of the threads is sooner is another thing each time. */
	@Test
	void answersEachOfAPacketFromAnotherThread() throws IOException {
		String burst = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n".repeat(99)
				+ "GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
		for (int round = 0; round < 30; round++) {
			try (RawClient client = connect(); RawClient other = connect()) {
				client.send(burst);
				other.send(burst);
				for (RawClient each : new RawClient[] { client, other }) {
					assertThat(each.rest().split("HTTP/1.1 200 OK", -1)).as("round %d", round).hasSize(101);
				}
			}
		}
	}

	@Test
	void answersAHandlerThatTakesLongerThanAnyLimit() throws IOException {
		try (RawClient client = connect()) {
			client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").end();
			assertThat(client.answer().body()).isEqualTo("slow");
			assertThat(client.answer().status()).isEqualTo(200);
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	void sendsEventsForLongerThanAnyLimit() throws IOException {
		try (RawClient client = connect()) {
			String events = client.send("GET /events HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
			assertThat(events).contains("data:tick 0", "data:tick 5");
		}
	}

	/** RFC 9110 section 10.1.1. */
	@Test
	void ignoresAnExpectationOfHttp10() throws IOException {
		try (RawClient client = connect()) {
			String request = "POST /text HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc";
			assertThat(client.send(request).rest()).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void sendsAStreamToHeadWithoutAByteOfIt() throws IOException {
		try (RawClient client = connect()) {
			client.send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(client.answer(false).status()).isEqualTo(200);
			assertThat(client.answer().status()).isEqualTo(200);
		}
	}

	@Test
	void endsAStreamToHttp10WithTheConnection() throws IOException {
		try (RawClient client = connect()) {
			String answer = client.send("GET /events HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").rest();
			assertThat(answer).doesNotContainIgnoringCase("transfer-encoding", "keep-alive").endsWith("tick 5\n\n");
		}
	}

	@Test
	void keepsAWebSocketOpenForLongerThanAnyLimit() throws Exception {
		try (RawClient client = connect()) {
			assertThat(client.send(UPGRADE).answer().status()).isEqualTo(101);
			assertThat(client.send(FRAME).read(7)).isEqualTo("\u0081\u0005hello");
			await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
			assertThat(client.send(FRAME).read(7)).isEqualTo("\u0081\u0005hello");
		}
	}

	/** Spring says the length of the whole file in both. */
	@ParameterizedTest
	@CsvSource({ "bytes=20-, 416", "'bytes=0-1,5-6', 206", "bytes=2-3, 206" })
	void framesTheAnswerToARange(String range, int status) throws IOException {
		try (RawClient client = connect()) {
			client.send("GET /digits.txt HTTP/1.1\r\nHost: a\r\nRange: " + range + "\r\n\r\n");
			Answer answer = client.answer();
			assertThat(answer.status()).isEqualTo(status);
			if (answer.headers().containsKey("Transfer-Encoding")) {
				client.readTo("\r\n0\r\n\r\n");
			}
			assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status()).isEqualTo(200);
		}
	}

	/** It would be read together with the next answer. */
	@ParameterizedTest
	@ValueSource(ints = { 3, 10 })
	void endsAfterAnAnswerThatIsNotAsLongAsItSays(int length) throws IOException {
		try (RawClient client = connect()) {
			client.send("GET /length/" + length + " HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
			assertThat(client.rest()).containsOnlyOnce("HTTP/1.1").contains("Content-Length: " + length);
		}
	}

	/** It reads on, or its last answer would be lost in a reset. */
	@Test
	void endsInOrderHoweverMuchFollowsTheLastRequest() throws Exception {
		try (RawClient client = connect()) {
			client
				.sendInBackground("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2) + "malformed" + "\r\nx".repeat(500_000))
				.join();
			for (int status : new int[] { 200, 200, 400 }) {
				assertThat(client.answer().status()).isEqualTo(status);
			}
			assertThat(client.rest()).isEmpty();
		}
	}

	/** It would keep an answer to each; the sockets on the way hold a third of them. */
	@Test
	void answersTheLatestPingsOfAClientThatReadsLate() throws Exception {
		int pings = 250_000;
		String content = "x".repeat(125);
		try (RawClient client = connect()) {
			client.send(UPGRADE).answer();
			client.sendInBackground(("\u0089\u00fd\0\0\0\0" + content).repeat(pings) + FRAME).join();
			int pongs = 0;
			while ("\u008a\u007d".equals(client.read(2))) {
				assertThat(client.read(125)).isEqualTo(content);
				pongs++;
			}
			assertThat(client.read(5)).isEqualTo("hello");
			assertThat(pongs).isBetween(1, pings / 2);
		}
	}

	@Test
	void turnsAUsedConnectionIntoAWebSocket() throws IOException {
		try (RawClient client = connect()) {
			client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer();
			assertThat(client.send(UPGRADE).answer().status()).isEqualTo(101);
			client.send(FRAME).readTo("hello");
		}
	}

	@Test
	void logsNothingOfAWebSocketThatEndsWithinAMessage(CapturedOutput output) throws IOException {
		try (RawClient client = connect()) {
			client.send(UPGRADE).answer();
			client.send("\1\u0081\0\0\0\0a" + "\u0089\u0080\0\0\0\0").read(2);
		}
		await().pollDelay(Duration.ofMillis(500)).until(() -> true);
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	@Test
	void sendsToASteadyReaderForLongerThanAnyLimit() throws Exception {
		try (RawClient client = connect()) {
			client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			long length = 0;
			for (int i = 0; i < 30; i++) {
				length += client.read(64 * 1024).length();
				await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			}
			length += client.rest().length();
			assertThat(length).isGreaterThan(50 * LIMIT);
		}
	}

	@Test
	void logsNothingOfAClientThatGoesAway(CapturedOutput output) throws IOException {
		for (String request : new String[] { withLength("/text", "abc").replace("abc", "a"),
				inChunks("/bytes", "abc").replace("abc", "a"), "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n",
				"POST /text HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" }) {
			for (boolean reset : new boolean[] { true, false }) {
				try (RawClient client = connect()) {
					client.send(request);
					if (reset) {
						client.reset();
					}
				}
			}
		}
		await().during(Duration.ofSeconds(2))
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(ServerLog.warnings(output)).isEmpty());
	}

	private static String withLength(String path, String body) {
		return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
				+ "Content-Length: " + body.length() + "\r\n\r\n" + body;
	}

	private static String inChunks(String path, String body) {
		return inChunks(path, body, 10_000);
	}

	private static String inChunks(String path, String body, int size) {
		StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: a\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
		for (int i = 0; i < body.length(); i += size) {
			String chunk = body.substring(i, Math.min(body.length(), i + size));
			request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
		}
		return request.append("0\r\n\r\n").toString();
	}

	private Answer exchange(String request) throws IOException {
		try (RawClient client = connect()) {
			client.sendInBackground(request);
			return client.answer();
		}
	}

	private RawClient connect() throws IOException {
		return new RawClient("127.0.0.1", this.port);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return route()
				.POST("/bytes",
						(request) -> request.bodyToFlux(DataBuffer.class)
							.doOnNext(DataBufferUtils::release)
							.then(ServerResponse.ok().build()))
				.POST("/text", (request) -> request.bodyToMono(String.class).then(ServerResponse.ok().build()))
				.POST("/form", (request) -> request.formData().then(ServerResponse.ok().build()))
				.POST("/ignored", (request) -> ServerResponse.ok().build())
				.POST("/read-late",
						(request) -> Mono.delay(Duration.ofSeconds(7))
							.thenMany(request.bodyToFlux(DataBuffer.class))
							.doOnNext(DataBufferUtils::release)
							.then(ServerResponse.ok().build()))
				.GET("/length/{length}",
						(request) -> ServerResponse.ok()
							.contentLength(Long.parseLong(request.pathVariable("length")))
							.body(Flux.just("he", "llo"), String.class))
				.GET("/later", (request) -> Mono.delay(Duration.ofMillis(1)).then(ServerResponse.ok().build()))
				.GET("/slow",
						(request) -> Mono.delay(Duration.ofSeconds(3)).then(ServerResponse.ok().bodyValue("slow")))
				.GET("/events",
						(request) -> ServerResponse.ok()
							.contentType(MediaType.TEXT_EVENT_STREAM)
							.body(Flux.interval(Duration.ofMillis(500)).take(6).map((i) -> "tick " + i), String.class))
				.GET("/large",
						(request) -> ServerResponse.ok()
							.body(Flux.fromStream(IntStream.range(0, 51 * 16)
								.mapToObj((i) -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[LIMIT / 16]))),
									DataBuffer.class))
				.build();
		}

		@Bean
		SimpleUrlHandlerMapping socket() {
			WebSocketHandler echo = (session) -> session
				.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
			return new SimpleUrlHandlerMapping(Map.of("/socket", echo), -1);
		}

	}

}
