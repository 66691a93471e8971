package com.example.myapp.http;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import com.example.myapp.http.RawClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a request ends and the next one starts, and what that does to the connection. */
interface FramingContract extends Contract {

	/** Valid requests that say by themselves where they end. */
	List<String> REQUESTS = List.of("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\r\nGET /?q HTTP/1.1\r\nHost: a\r\n\r\n",
			"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
			"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"\u00e9\\\"\" ; b\r\nhello\r\n0\r\nX: y\r\n\r\n",
			"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "GET /nope HTTP/1.1\r\nHost: a\r\n\r\n");

	@Test
	default void answersTheSameHoweverTheBytesAreCut() throws Exception {
		String requests = String.join("", REQUESTS) + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
		String whole = undated(send(requests, requests.length()));
		for (int cut = 1; cut < requests.length(); cut++) {
			assertThat(undated(send(requests, cut))).as("cut at %d", cut).isEqualTo(whole);
		}
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false, delimiter = '|',
			value = { "GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n|200",
					"GET / HTTP/1.0\\r\\n\\r\\n|200", "G@T /\\r\\n\\r\\n|400",
					"POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: 100-continue\\r\\nContent-Length: 3\\r\\n\\r\\n|405",
					"POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n|405" })
	default void answersEachOfTwoThousandInAPacketWhateverFollows(String follower, int status) throws IOException {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<String> burst = random.ints(2000, 0, REQUESTS.size()).mapToObj(REQUESTS::get).toList();
		try (RawClient client = connect()) {
			client.sendInBackground(String.join("", burst) + unescape(follower) + REQUESTS.get(0).repeat(50));
			for (String request : burst) {
				Answer answer = client.answer(!request.startsWith("HEAD"));
				assertThat(answer.status()).as("seed %d: %s", seed, request).isEqualTo(status(request));
				assertThat(answer.header("Connection")).as("seed %d: %s", seed, request)
					.isEqualTo(request.contains("keep-alive") ? "keep-alive" : "");
			}
			Answer last = client.answer();
			assertThat(last.status()).as("seed %d", seed).isEqualTo(status);
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	default void answersWhatCameBeforeTheEndOfTheInput() throws IOException {
		try (RawClient client = connect()) {
			client.send(REQUESTS.get(0).repeat(2000) + "GET / HT").end();
			for (int i = 0; i < 2000; i++) {
				assertThat(client.answer().status()).as("answer %d", i).isEqualTo(200);
			}
			assertThat(client.isClosed()).isTrue();
		}
	}

	@Test
	default void answersOnAUsedConnectionHoweverTheBytesAreCut() throws IOException {
		try (RawClient client = connect()) {
			for (int cut = 1; cut < GET.length(); cut++) {
				client.send(GET.substring(0, cut)).send(GET.substring(cut));
				assertThat(client.answer().status()).as("cut at %d", cut).isEqualTo(200);
			}
		}
	}

	@Test
	default void takesASmallBodyAndGoesOn() throws IOException {
		try (RawClient client = connect()) {
			Answer refused = client
				.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + "x".repeat(4000))
				.answer();
			assertThat(refused.status()).isEqualTo(405);
			assertThat(client.send(GET).answer().body()).isEqualTo(greeting());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET" })
	default void answersAnExpectationWithTheFinalStatus(String method) throws IOException {
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
	default void keepsTheConnectionAsAsked() throws IOException {
		try (RawClient client = connect()) {
			client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
			assertThat(client.answer().header("Connection")).isEqualTo("keep-alive");
			Answer last = client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").answer();
			assertThat(last.header("Connection")).isEqualTo("close");
			assertThat(client.isClosed()).isTrue();
		}
	}

	private static int status(String request) {
		return request.startsWith("POST") ? 405 : request.contains("nope") ? 404 : 200;
	}

	private static String undated(String answers) {
		return answers.replaceAll("(?i)date: .*", "");
	}

	/** Sends the first bytes, and the others when those are on their way. */
	private String send(String requests, int cut) throws IOException {
		try (RawClient client = connect()) {
			client.send(requests.substring(0, cut)).send(requests.substring(cut));
			return client.rest();
		}
	}

}
