package com.example.myapp.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a client may take, and for how long. */
interface LimitContract extends Contract {

	@Test
	default void endsABodyWithoutEnd() throws IOException {
		try (RawClient client = connect()) {
			client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
			assertThat(client.answer().status()).isEqualTo(405);
			String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
			try {
				for (int i = 0; i < 200; i++) {
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
	@ValueSource(strings = { "", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n" })
	default void givesAHeadItsTimeAndNoMore(String part) throws Exception {
		try (RawClient client = connect()) {
			assertThat(secondsToClose(client, part)).isBetween(0.8, 3.0);
		}
		try (RawClient client = connect()) {
			client.send(GET).answer();
			assertThat(secondsToClose(client, part)).isBetween(0.8, 4.0);
		}
	}

	@Test
	default void isNotHeldUpByAByteNowAndThen() throws Exception {
		try (RawClient client = connect()) {
			Instant start = Instant.now();
			try {
				for (char next : "GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".toCharArray()) {
					client.send(String.valueOf(next));
					await().pollDelay(Duration.ofMillis(100)).until(() -> true);
				}
			}
			catch (IOException closed) {
				// The server may close while this client sends.
			}
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
		}
	}

	@Test
	default void givesABodyItsTimeAndNoMore() throws IOException {
		try (RawClient client = connect()) {
			client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
			assertThat(client.answer().status()).isEqualTo(405);
			Instant start = Instant.now();
			assertThat(client.isClosed()).isTrue();
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	default void refusesConnectionsAboveTheLimitAndServesTheOthers() throws IOException {
		List<RawClient> clients = new ArrayList<>();
		try (RawClient served = connect()) {
			served.send(GET).answer();
			for (int i = 0; i < 110; i++) {
				clients.add(connect());
			}
			// Which of them are refused, an engine's proxy may decide.
			int refused = 0;
			for (RawClient client : clients) {
				refused += isServed(client) ? 0 : 1;
			}
			assertThat(refused).isBetween(11, 109);
			assertThat(isServed(served)).isTrue();
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

	private static boolean isServed(RawClient client) {
		try {
			return client.send(GET).answer().status() == 200;
		}
		catch (IOException refused) {
			return false;
		}
	}

}
