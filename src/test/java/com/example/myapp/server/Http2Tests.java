package com.example.myapp.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import com.example.myapp.MyApplication;
import com.example.myapp.http.RawClient;
import com.example.myapp.http.RootRoute;
import com.example.myapp.http.ServerLog;
import com.example.myapp.http.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** HTTP/2, once {@code server.http2.enabled} is set, under the same limits. */
@ExtendWith(OutputCaptureExtension.class)
class Http2Tests {

	static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

	/** An empty SETTINGS frame (RFC 9113 section 6.5). */
	static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";

	/**
	 * The head of a request in stream 1, by the static table of HPACK alone:
	 * {@code :method GET}, {@code :scheme http}, {@code :path /}, {@code :authority a}.
	 */
	static final String GET = "\0\0\6\1\5\0\0\0\1\u0082\u0086\u0084A\1a";

	/** {@code POST /bytes} of a body that is yet to come. */
	static final String BYTES = "\0\0\15\1\4\0\0\0\1\u0083\u0086\4\6/bytesA\1a";

	/** {@code POST} of a body that is yet to come. */
	private static final String POST = "\0\0\6\1\4\0\0\0\1\u0083\u0086\u0084A\1a";

	/** {@code POST} to a handler that reads the body after 7 s. */
	static final String READ_LATE = "\0\0\21\1\4\0\0\0\1\u0083\u0086\4\12/read-lateA\1a";

	static final String LARGE_IN_STREAM_1 = "\0\0\15\1\5\0\0\0\1\u0082\u0086\4\6/largeA\1a";

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext cleartext;

	private static ConfigurableApplicationContext tls;

	@BeforeAll
	static void start() {
		cleartext = start("server.ssl.enabled=false", "limits.head=1s", "limits.linger=100ms", "limits.request=2s",
				"server.netty.idle-timeout=1s");
		tls = start(TestKeys.settings(directory));
	}

	private static ConfigurableApplicationContext start(String... settings) {
		Stream<String> all = Stream.concat(
				Stream.of("server.port=0", "server.http2.enabled=true", "spring.webflux.base-path=", "limits.body=1MB"),
				Stream.of(settings));
		return new SpringApplicationBuilder(MyApplication.class, RootRoute.class, ServiceTests.Routes.class,
				WebSockets.class)
			.run(all.map("--"::concat).toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		cleartext.close();
		tls.close();
	}

	@Test
	void answersOverTlsAndAfterAnUpgrade() throws Exception {
		assertThat(assertGreets(URI.create("https://127.0.0.1:" + port(tls))).headers().firstValue("date")).isPresent();
		assertGreets(URI.create("http://127.0.0.1:" + port(cleartext)));
	}

	/** The JDK's client offers HTTP/2 with it (RFC 9110 section 7.8). */
	@Test
	void takesABodyWithTheOfferOfAnUpgrade() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(cleartext) + "/bytes"))
			.POST(BodyPublishers.ofString("x".repeat(100_000)))
			.build();
		assertThat(client().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
	}

	@Test
	void tellsWhoSendsTooMuchOverTls() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port(tls)))
			.POST(BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]))
			.build();
		HttpResponse<String> answer = client().send(request, BodyHandlers.ofString());
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.statusCode()).isEqualTo(413);
	}

	@Test
	void answersWithPriorKnowledgeHoweverTheBytesAreCut() throws IOException {
		String request = PREFACE + SETTINGS + GET;
		for (int cut : new int[] { 1, 10, PREFACE.length(), PREFACE.length() + 3, request.length() }) {
			try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
				client.send(request.substring(0, cut)).send(request.substring(cut));
				client.readTo("{\"message\":");
			}
		}
	}

	@Test
	void endsAConnectionOnWhichNothingIsAsked() throws IOException {
		for (String start : new String[] { PREFACE.substring(0, 10), PREFACE + SETTINGS }) {
			try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
				// To the end, or it fails after 15 s.
				client.send(start).rest();
			}
		}
	}

	/** GOAWAY says that it ends (RFC 9113 section 6.8). */
	@Test
	void endsAnIdleConnectionButNoneThatWaitsForAHandler() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + "\0\0\14\1\5\0\0\0\1\u0082\u0086\4\5/slowA\1a");
			assertThat(client.rest()).containsSubsequence("slow", "\0\0\10\7\0\0\0\0\0\0\0\0\1");
		}
	}

	/** Stalled bodies are looked for now and then, which is while some of these come. */
	@Test
	void takesBodiesThatComeWithinTheLimit() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS);
			for (int i = 0; i < 30; i++) {
				client.send(BYTES.substring(0, 8) + id(i) + BYTES.substring(9));
				if (i >= 5) {
					client.send("\0\0\1\0\1\0\0\0" + id(i - 5) + "x");
				}
				await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			}
			for (int i = 25; i < 30; i++) {
				client.send("\0\0\1\0\1\0\0\0" + id(i) + "x");
			}
			// RST_STREAM (RFC 9113 section 6.4).
			assertThat(client.rest()).doesNotContain("\0\0\4\3\0");
		}
	}

	/** As the window of the connection lets it. */
	@Test
	void waitsForABodyWhileTheHandlerOfAnotherReadsNothing() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + READ_LATE);
			for (int length : new int[] { 16384, 16384, 16384, 16383 }) {
				client.send("\0" + (char) (length >> 8) + (char) (length & 0xff) + "\0\0\0\0\0\1" + "x".repeat(length));
			}
			client.send(BYTES.substring(0, 8) + id(1) + BYTES.substring(9));
			// WINDOW_UPDATE of the connection (RFC 9113 section 6.9), and no RST_STREAM
			// before.
			assertThat(client.readTo("\0\0\4\10\0\0\0\0\0")).doesNotContain("\0\0\4\3\0");
		}
	}

	/** Over HTTP/2 (RFC 8441), once a project turns that on. */
	@Test
	void keepsAWebSocketThatIsSilent() throws IOException {
		String head = "\2\7CONNECT\u0086\4\7/socketA\1a\0\11:protocol\11websocket\0\25sec-websocket-version\00213";
		String frame = "\0\0\13\0\0\0\0\0\1" + ServiceTests.FRAME;
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + "\0\0" + (char) head.length() + "\1\4\0\0\0\1" + head);
			client.readTo("\u0088");
			await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
			client.send(frame);
			assertThat(client.readTo("hello")).doesNotContain("\0\0\4\3\0");
		}
	}

	static char id(int stream) {
		return (char) (2 * stream + 1);
	}

	@Test
	void sendsToASlowReaderForLongerThanAnyLimit() throws IOException {
		String windowUpdate = "\0\0\4\10\0\0\0\0%c\0\0\100\0";
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + LARGE_IN_STREAM_1).read(65_535);
			for (int i = 0; i < 12; i++) {
				await().pollDelay(Duration.ofMillis(500)).until(() -> true);
				client.send(windowUpdate.formatted(1) + windowUpdate.formatted(0));
				// RST_STREAM (RFC 9113 section 6.4).
				assertThat(client.read(16 * 1024)).hasSize(16 * 1024).doesNotContain("\0\0\4\3\0");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n\r\n", "\26\3\1\0\5hello", "\25\3\3\0\2\2\50" })
	void logsNothingOfAHandshakeThatFails(String bytes, CapturedOutput output) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(tls))) {
			client.send(bytes).rest();
		}
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	static Stream<String> malformed() {
		String trailer = BYTES + "\0\0\7\1\5\0\0\0\1\0\1x\3a\r\n";
		String data = "\0\0\3\0\1\0\0\0\1abc";
		String headWithLengthOf2 = "\0\0\n\1\4\0\0\0\1\u0083\u0086\u0084A\1a\17\r\0012";
		String windowUpdateOf0 = "\0\0\4\10\0\0\0\0\1\0\0\0\0";
		String dataOfNoStream = "\0\0\3\0\0\0\0\0\0abc";
		String noHpack = "\0\0\3\1\5\0\0\0\1\377\377\377";
		String pingOf3Bytes = "\0\0\3\6\0\0\0\0\0abc";
		String tooLong = "\377\377\377\0\0\0\0\0\1";
		return Stream.of(headWithLengthOf2 + data, trailer, POST + windowUpdateOf0, POST + POST, dataOfNoStream,
				noHpack, pingOf3Bytes, tooLong, "GET / HTTP/1.1\r\n\r\n");
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void resetsOrEndsWhatIsMalformedAndLogsNothing(String frames, CapturedOutput output) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + frames);
			// RST_STREAM and GOAWAY (RFC 9113 sections 6.4 and 6.8).
			client.readTo("\0\0\4\3\0\0\0\0\1", "\7\0\0\0\0\0");
		}
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0082\u0086\4\1aA\1a", "\u0082\u0084A\1a\u0090", "\u0082\u0086A\1a\u0090",
			"\u0086\u0084A\1a\u0090", "\u0082\u0086\u0084A\3a b", "\u0082\u0086\u0084\17\27\3a b",
			"\u0082\u0086\u0084A\1a\0\1x\2 a", "\u0082\u0086\u0084A\1a\0\1x\2a\n", "\2\7CONNECT\u0086\u0084A\1a",
			"\2\5PO ST\u0086\u0084A\1a", "\u0082\u0086\u0084A\1a\0\11:protocol\11websocket" })
	void answers400ToAMalformedHead(String head) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			client.send(PREFACE + SETTINGS + "\0\0" + (char) head.length() + "\1\5\0\0\0\1" + head);
			// :status 400, by HPACK's static table (RFC 7541 appendix A).
			client.readTo("\u008c");
		}
	}

	@Test
	void endsAConnectionThatIsAskedToUpgradeAndGoesOnInHttp1(CapturedOutput output) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
			String upgrade = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";
			client.send(upgrade + "GET / HTTP/1.1\r\nHost: a\r\n\r\n").rest();
		}
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class WebSockets {

		/** After Spring Boot's, which sets all of them anew. */
		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> webSockets() {
			return (factory) -> factory.addServerCustomizers(
					(server) -> server.http2Settings((settings) -> settings.connectProtocolEnabled(true)));
		}

	}

	private static HttpResponse<String> assertGreets(URI uri) throws Exception {
		HttpResponse<String> answer = client().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"message\"");
		return answer;
	}

	private static HttpClient client() throws Exception {
		return HttpClient.newBuilder().version(Version.HTTP_2).sslContext(TestKeys.clientOf(directory)).build();
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
