package com.example.myapp.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import com.example.myapp.http.RawClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the server answers, byte for byte. Runs against the server in this JVM and against
 * the image, with limits short enough to be waited for. In the tables {@code \r},
 * {@code \n} and {@code \t} stand for their characters.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class HttpContract {

	private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private static final String BODY = "{\"message\":\"hello world\"}";

	/** The port of the server on 127.0.0.1. */
	protected abstract int port();

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /?a=b&c HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET http://localhost/ HTTP/1.1\r\nHost: other\r\n\r\n", "GET http://localhost HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET http://localhost:80/?x HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
			"GET / HTTP/1.0\r\nHost: a\r\n\r\n", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET / HTTP/1.2\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nhOsT:a:8080\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html, */*;q=0.1\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: application/*\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nAccept: \r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
			"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-None-Match: *\r\nX: \u00e9\r\n\r\n" })
	void greets(String request) throws IOException {
		Answer answer = exchange(request);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(BODY);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Content-Length")).isEqualTo("25");
		assertThat(answer.headers().keySet()).doesNotContain("Transfer-Encoding", "Server", "Vary", "ETag")
			.hasSizeLessThanOrEqualTo(4);
		ZonedDateTime date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
		assertThat(date.toInstant()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
	}

	@Test
	void answersHeadWithTheHeadersOfGet() throws IOException {
		try (RawClient client = connect()) {
			Answer head = client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").answer(false);
			Answer get = client.send(GET).answer();
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Content-Length")).isEqualTo("25");
			assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
			assertThat(get.body()).isEqualTo(BODY);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
			"OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nAccess-Control-Request-Method: GET\r\n\r\n" })
	void tellsWhatIsAllowed(String request) throws IOException {
		Answer answer = exchange(request);
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "X" })
	void refusesOtherMethods(String method) throws IOException {
		Answer answer = exchange(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertProblem(answer, 405, "Method Not Allowed");
		assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
		assertThat(answer.body()).contains("\"instance\":\"/\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "//", "/index.html", "/%2e%2e/", "/;", "/a/b?c=%20", "http://localhost/nope" })
	void knowsNoOtherPath(String target) throws IOException {
		assertProblem(exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), 404, "Not Found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json;q=0", "*/*;q=0", "*/*, application/json;q=0",
			"image/*, application/xml" })
	void refusesToAnswerWithAnythingButJson(String accept) throws IOException {
		Answer answer = exchange("GET / HTTP/1.1\r\nHost: a\r\nAccept: " + accept + "\r\n\r\n");
		assertProblem(answer, 406, "Not Acceptable");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
			// RFC 9112 section 3.2, Host
			"400|GET / HTTP/1.1\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: u@a\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost:\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a:x\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a:99999\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: [::1\\r\\n\\r\\n",
			"400|GET / HTTP/1.0\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
			// RFC 9112 section 3, request line
			"505|GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n", "505|GET / HTTP/3.0\\r\\nHost: a\\r\\n\\r\\n",
			"505|GET / HTTP/0.9\\r\\nHost: a\\r\\n\\r\\n", "400|GET / HTTP/11\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET / http/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET /\\r\\n\\r\\n",
			"400|GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET /  HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET\\t/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET / HTTP/1.1 \\r\\nHost: a\\r\\n\\r\\n", "400| GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|G@T / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET nope HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET /%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET /# HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET ftp://a/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET http:/// HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			"400|CONNECT a:443 HTTP/1.1\\r\\nHost: a:443\\r\\n\\r\\n",
			"400|GET /\\r/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
			// RFC 9112 sections 2.2 and 5, fields
			"400|GET / HTTP/1.1\\nHost: a\\n\\n", "400|GET / HTTP/1.1\\r\\nHost: a\\nX: b\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\r\\n c\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\r\\n\\tc\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\n Host: a\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX: b\\rc\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nnocolon\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\n: b\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX y: b\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX: \\0\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX(: b\\r\\n\\r\\n",
			// RFC 9112 section 6, the length of the body
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 2\\r\\n\\r\\nab",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\na",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0x1\\r\\n\\r\\na",
			"400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: nope\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"400|POST / HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"413|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1000000\\r\\n\\r\\n",
			"413|POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: 100-continue\\r\\nContent-Length: 1000000\\r\\n\\r\\n",
			"417|POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: nope\\r\\nContent-Length: 1\\r\\n\\r\\na" })
	void refusesAndCloses(int status, String request) throws IOException {
		try (RawClient client = connect()) {
			Answer answer = client.send(unescape(request)).answer();
			assertThat(answer.status()).isEqualTo(status);
			assertThat(answer.header("Connection")).isEqualTo("close");
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(answer.body()).contains("\"type\":\"about:blank\"", "\"status\":" + status);
			assertThat(answer.headers()).containsKey("Date");
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	void refusesTheBodyOfAFormerlyAnsweredRequestWhenItsChunksAreMalformed() throws IOException {
		try (RawClient client = connect()) {
			client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
			assertThat(client.answer().status()).isIn(400, 405);
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "414,5000,0", "431,1,10000", "200,2000,2000" })
	void limitsTheTargetAndTheFields(int status, int target, int field) throws IOException {
		Answer answer = exchange(
				"GET /?" + "a".repeat(target) + " HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(field) + "\r\n\r\n");
		assertThat(answer.status()).isEqualTo(status);
	}

	@Test
	void takesASmallBodyAndGoesOn() throws IOException {
		try (RawClient client = connect()) {
			Answer refused = client
				.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + "x".repeat(4000))
				.answer();
			assertThat(refused.status()).isEqualTo(405);
			assertThat(client.send(GET).answer().body()).isEqualTo(BODY);
		}
	}

	@Test
	void endsABodyWithoutEnd() throws IOException {
		try (RawClient client = connect()) {
			client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
			assertThat(client.answer().status()).isEqualTo(405);
			String chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
			try {
				for (int i = 0; i < 100; i++) {
					client.send(chunk);
				}
			}
			catch (IOException closed) {
				// The server may close while this client sends.
			}
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET" })
	void answersAnExpectationWithTheFinalStatus(String method) throws IOException {
		try (RawClient client = connect()) {
			Answer answer = client
				.send(method + " / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
				.answer();
			assertThat(answer.status()).isEqualTo("GET".equals(method) ? 200 : 405);
			// The client may send the body or not: what follows cannot be told apart.
			assertThat(answer.header("Connection")).isEqualTo("close");
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	void answersPipelinedRequestsInOrder() throws IOException {
		try (RawClient client = connect()) {
			String head = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
			String nope = "GET /nope HTTP/1.1\r\nHost: a\r\n\r\n";
			String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
			client.send((GET + head + nope + post).repeat(50) + "GET / HTTP/1.1\r\n\r\n");
			for (int i = 0; i < 50; i++) {
				assertThat(client.answer().body()).isEqualTo(BODY);
				assertThat(client.answer(false).status()).isEqualTo(200);
				assertThat(client.answer().status()).isEqualTo(404);
				assertThat(client.answer().status()).isEqualTo(405);
			}
			assertThat(client.answer().status()).isEqualTo(400);
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	void keepsTheConnectionAsAsked() throws IOException {
		try (RawClient client = connect()) {
			client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
			assertThat(client.answer().header("Connection")).isEqualTo("keep-alive");
			Answer last = client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").answer();
			assertThat(last.header("Connection")).isEqualTo("close");
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
			"\u0000\u00ff\u0001\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "{\"a\":1}\r\n\r\n",
			"SSH-2.0-OpenSSH_9\r\n" })
	void closesOnAnotherProtocol(String bytes) throws IOException {
		Instant start = Instant.now();
		try (RawClient client = connect()) {
			client.send(bytes);
			try {
				assertThat(client.answer().status()).isIn(400, 408, 505);
			}
			catch (IOException closed) {
				// As good as an answer.
			}
			assertThat(client.isClosed()).isTrue();
		}
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n" })
	void givesAHeadItsTimeAndNoMore(String part) throws Exception {
		try (RawClient client = connect()) {
			assertThat(secondsToClose(client, part)).isBetween(0.8, 3.0);
		}
		try (RawClient client = connect()) {
			client.send(GET).answer();
			assertThat(secondsToClose(client, part)).isBetween(0.8, 4.0);
		}
	}

	@Test
	void isNotHeldUpByAByteNowAndThen() throws Exception {
		try (RawClient client = connect()) {
			Instant start = Instant.now();
			try {
				for (char next : "GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".toCharArray()) {
					client.send(String.valueOf(next));
					Thread.sleep(100);
				}
			}
			catch (IOException closed) {
				// The server may close while this client sends.
			}
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
		}
	}

	@Test
	void givesABodyItsTimeAndNoMore() throws IOException {
		try (RawClient client = connect()) {
			client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
			assertThat(client.answer().status()).isEqualTo(405);
			Instant start = Instant.now();
			assertThat(client.isClosed()).isTrue();
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	void refusesConnectionsAboveTheLimitAndServesTheOthers() throws IOException {
		List<RawClient> clients = new ArrayList<>();
		try (RawClient served = connect()) {
			served.send(GET).answer();
			for (int i = 0; i < 110; i++) {
				clients.add(connect());
			}
			assertThat(served.send(GET).answer().status()).isEqualTo(200);
			int refused = 0;
			for (RawClient client : clients) {
				// The others are told after limits.head that they took too long.
				refused += client.isClosed() ? 1 : 0;
			}
			// A connection of the test before may still linger.
			assertThat(refused).isBetween(11, 20);
		}
		finally {
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	private static double secondsToClose(RawClient client, String part) throws IOException {
		Instant start = Instant.now();
		client.send(part);
		try {
			assertThat(client.answer().status()).isEqualTo(408);
		}
		catch (IOException closed) {
			assertThat(part).doesNotContain("\n");
		}
		assertThat(client.isClosed()).isTrue();
		return Duration.between(start, Instant.now()).toMillis() / 1000.0;
	}

	private static void assertProblem(Answer answer, int status, String title) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body())
			.startsWith("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status)
			.contains("\"instance\":")
			.doesNotContain("Exception", "trace", "requestId", "timestamp");
	}

	private static String unescape(String text) {
		return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
	}

	private Answer exchange(String request) throws IOException {
		try (RawClient client = connect()) {
			return client.send(request).answer();
		}
	}

	/**
	 * Connects to the server.
	 * @return the connection
	 * @throws IOException if it does not listen
	 */
	protected RawClient connect() throws IOException {
		return new RawClient("127.0.0.1", port());
	}

}
