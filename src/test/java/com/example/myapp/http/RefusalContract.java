package com.example.myapp.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import com.example.myapp.http.RawClient.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request that is malformed, too long or not understood is answered. */
interface RefusalContract extends Contract {

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
			// RFC 9112 section 3.2, Host
			"400|GET / HTTP/1.1\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: u@a\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a%\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: [::1]/x\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: :80\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: a:x\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: a:99999\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: [::1\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: [::1]]\\r\\n\\r\\n",
			"400|GET / HTTP/1.1\\r\\nHost: [::1][::2]\\r\\n\\r\\n", "400|GET / HTTP/1.1\\r\\nHost: [1:2]\\r\\n\\r\\n",
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
			"400|GET /a^b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", "400|GET /?# HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
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
			"400|POST / HTTP/1.0\\r\\nContent-Length: 0\\r\\nContent-Length: 1\\r\\n\\r\\na",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: nope\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n",
			"501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"400|POST / HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
			"413|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1048577\\r\\n\\r\\n",
			"413|POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: 100-continue\\r\\nContent-Length: 1048577\\r\\n\\r\\n",
			"417|POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: nope\\r\\nContent-Length: 1\\r\\n\\r\\na",
			"417|POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: 100-continue\\r\\nExpect: nope\\r\\nContent-Length: 1\\r\\n\\r\\na",
			"426|GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 12\\r\\n\\r\\n" })
	default void refusesAndCloses(int status, String request) throws IOException {
		try (RawClient client = connect()) {
			Answer answer = client.send(unescape(request)).answer();
			assertThat(answer.status()).isEqualTo(status);
			assertThat(answer.header("Connection")).isEqualTo("close");
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(answer.body())
				.matches("\\{\"title\":\"[^\"]+\",\"status\":" + status + ",\"detail\":\"[^\"]+\"}");
			assertThat(answer.headers()).containsKey("Date");
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "400,/ HTTP/1.1", "400,/ HTTP/1.x\\r\\nHost: a",
			"413,/ HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 9999999", "505,/ HTTP/2.0\\r\\nHost: a",
			"417,/ HTTP/1.1\\r\\nHost: a\\r\\nExpect: x", "501,/ HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: x" })
	default void refusesHeadWithoutABody(int status, String rest) throws IOException {
		try (RawClient client = connect()) {
			Answer answer = client.send("HEAD " + unescape(rest) + "\r\n\r\n").answer(false);
			assertThat(answer.status()).isEqualTo(status);
			assertThat(client.rest()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~',
			value = { "5 \\r\\nhello\\r\\n", "5\\t;a\\r\\nhello\\r\\n0 \\r\\n\\r\\n", "zz\\r\\n", "5;\\r\\nhello\\r\\n",
					"5;a=\\r\\nhello\\r\\n", "5\\nhello\\r\\n", "5\\r\\nhellox\\r\\n", "-5\\r\\n", "0x5\\r\\nhello",
					"5;a=\"\\r\\nhello\\r\\n", "0\\r\\n x: y\\r\\n\\r\\n", "0\\r\\nx y\\r\\n\\r\\n", "\\r\\n" })
	default void closesAtAMalformedChunk(String chunks) throws IOException {
		try (RawClient client = connect()) {
			client.send("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + unescape(chunks));
			assertThat(client.answer().status()).isIn(200, 400);
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "414,5000,0", "431,1,10000", "200,2000,2000" })
	default void limitsTheTargetAndTheFields(int status, int target, int field) throws IOException {
		Answer answer = exchange(
				"GET /?" + "a".repeat(target) + " HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(field) + "\r\n\r\n");
		assertThat(answer.status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
			"\u0000\u00ff\u0001\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "{\"a\":1}\r\n\r\n",
			"SSH-2.0-OpenSSH_9\r\n" })
	default void closesOnAnotherProtocol(String bytes) throws IOException {
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

}
