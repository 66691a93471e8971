package com.example.myapp.http;

import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import com.example.myapp.http.RawClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a well-formed request is answered. */
interface AnswerContract extends Contract {

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /?a=b&c HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET http://localhost/ HTTP/1.1\r\nHost: other\r\n\r\n", "GET http://localhost HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET http://localhost:80/?x HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
			"GET / HTTP/1.0\r\nHost: a\r\n\r\n", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET / HTTP/1.2\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nhOsT:a:8080\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET / HTTP/1.1\r\nHost: [64:ff9b::192.0.2.33]\r\n\r\n",
			"GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a_b:00080\r\n\r\n", "GET http://a_b.1:8080/ HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET http://a/?\u00c3\u0085 HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html, */*;q=0.1\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: application/*\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: nonsense\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nAccept: \r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
			"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-None-Match: *\r\nX: \u00e9\r\n\r\n" })
	default void answersAWellFormedRequest(String request) throws IOException {
		Answer answer = exchange(request);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(greeting());
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length()));
		assertThat(answer.headers().keySet()).doesNotContain("Transfer-Encoding", "Server");
		ZonedDateTime date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
		assertThat(date.toInstant()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00c3\u00a0", "\u00c3\u00a9", "a|b", "a^b", "100%", "%zz", "\"<>\\{}`", "[x]", "\u00ff",
			"?/:@" })
	default void takesWhateverPeopleTypeIntoAQuery(String query) throws IOException {
		assertThat(exchange("GET /?q=" + query + " HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
	}

	@Test
	default void answersHeadWithTheHeadersOfGet() throws IOException {
		try (RawClient client = connect()) {
			Answer head = client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").answer(false);
			Answer get = client.send(GET).answer();
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
			assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
			assertThat(get.body()).isEqualTo(greeting());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n" })
	default void tellsWhatIsAllowed(String request) throws IOException {
		Answer answer = exchange(request);
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "X" })
	default void refusesOtherMethods(String method) throws IOException {
		Answer answer = exchange(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertProblem(answer, 405, "Method Not Allowed");
		assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
		assertThat(answer.body()).contains("\"instance\":\"/\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "//", "/nope.html", "/%2e%2e/", "/;", "/a/b?c=%20", "http://localhost/nope" })
	default void knowsNoOtherPath(String target) throws IOException {
		assertProblem(exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), 404, "Not Found");
	}

}
