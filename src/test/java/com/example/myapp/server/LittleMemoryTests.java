package com.example.myapp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.ServerTest;
import com.example.myapp.server.Reserve.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import static com.example.myapp.server.Http2Tests.BYTES;
import static com.example.myapp.server.Http2Tests.GET;
import static com.example.myapp.server.Http2Tests.LARGE_IN_STREAM_1;
import static com.example.myapp.server.Http2Tests.PREFACE;
import static com.example.myapp.server.Http2Tests.READ_LATE;
import static com.example.myapp.server.Http2Tests.SETTINGS;
import static com.example.myapp.server.Http2Tests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What clients can make the server hold, where it has memory for 8 streams, 128 small
 * parts of bodies, 128 KB of what waits and 20 MB of answers.
 */
@ServerTest(properties = { "server.http2.enabled=true", "limits.head=8s" })
@Import(ServiceTests.Routes.class)
class LittleMemoryTests {

	private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

	@LocalServerPort
	private int port;

	/** It is not read from until it reads, or the answers would fill the memory. */
	@Test
	void answersAllPingsOfAClientThatReadsLate() throws IOException {
		int pings = 40_000;
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			client.send(PREFACE + SETTINGS);
			client.sendInBackground("\0\0\10\6\0\0\0\0\0abcdefgh".repeat(pings));
			await().pollDelay(Duration.ofMillis(500)).until(() -> true);
			StringBuilder answers = new StringBuilder();
			while (answers.length() < pings * 17) {
				String next = client.read(1000);
				assertThat(next).as("after %d bytes", answers.length()).isNotEmpty();
				answers.append(next);
			}
		}
	}

	/** What is refused may be sent again (RFC 9113 section 8.7). */
	@Test
	void refusesStreamsThatTheMemoryDoesNotHold() throws IOException {
		for (int round = 0; round < 3; round++) {
			try (RawClient client = new RawClient("127.0.0.1", this.port);
					RawClient other = new RawClient("127.0.0.1", this.port)) {
				client.send(PREFACE + SETTINGS);
				for (int i = 0; i < 9; i++) {
					client.send(BYTES.substring(0, 8) + id(i) + BYTES.substring(9));
				}
				client.readTo("\0\0\4\3\0\0\0\0" + id(8) + "\0\0\0\7");
				// One is left to each connection.
				other.send(PREFACE + SETTINGS + GET);
				other.readTo("{\"message\":");
			}
		}
	}

	@Test
	void refusesABodyOfMoreSmallPartsThanTheMemoryHolds() throws IOException {
		String head = "POST /text HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
		for (int round = 0; round < 3; round++) {
			try (RawClient client = new RawClient("127.0.0.1", this.port)) {
				assertThat(client.send(head + "1\r\nx\r\n".repeat(128) + "0\r\n\r\n").answer().status()).isEqualTo(200);
				assertThat(client.send(head + "1\r\nx\r\n".repeat(129)).answer().status()).isEqualTo(503);
			}
		}
	}

	/** As a handler of a stream does, which releases them. */
	@Test
	void takesAnyNumberOfSmallPartsThatNobodyHolds() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			client.send("POST /bytes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
			client.sendInBackground("1\r\nx\r\n".repeat(10_000) + "0\r\n\r\n");
			assertThat(client.answer().status()).isEqualTo(200);
		}
	}

	/** Of many clients that do not read, those that came first; who reads gets it all. */
	@Test
	void cutsOffAnswersThatNobodyTakesWhereTheMemoryIsShort() throws IOException {
		List<RawClient> others = new ArrayList<>();
		try (RawClient reader = new RawClient("127.0.0.1", this.port)) {
			for (int i = 0; i < 20; i++) {
				RawClient other = new RawClient("127.0.0.1", this.port);
				others.add(other.send(LARGE));
			}
			await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
			for (RawClient other : others.subList(0, 10)) {
				assertThat(other.rest().length()).isLessThan(10 * 1024 * 1024);
			}
			assertThat(reader.send(LARGE).rest().length()).isGreaterThan(50 * 1024 * 1024);
		}
		finally {
			for (RawClient other : others) {
				other.close();
			}
		}
	}

	/** Of one masked frame (RFC 6455 section 5.2), and of two. */
	static Stream<Arguments> messages() {
		return Stream.of(arguments("\u0081\u00fe\u00ea\u0060", ""),
				arguments("\1\u00fe\u00c3\u0050", "\u0080\u00fe\u0027\u0010\0\0\0\0"));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void endsAWebSocketOfWhoseMessageTheMemoryHoldsNoMore(String head, String next) throws IOException {
		String part = head + "\0\0\0\0" + "x".repeat(50_000);
		try (RawClient first = new RawClient("127.0.0.1", this.port);
				RawClient second = new RawClient("127.0.0.1", this.port)) {
			first.send(ServiceTests.UPGRADE).answer();
			first.send(part);
			await().pollDelay(Duration.ofMillis(500)).until(() -> true);
			second.send(ServiceTests.UPGRADE).answer();
			second.sendInBackground(part);
			assertThat(second.isClosed()).isTrue();
			first.send(next + "x".repeat(10_000));
			assertThat(first.read(4)).isEqualTo("\u0081\u007e\u00ea\u0060");
		}
	}

	@Test
	void refusesHeadsThatTheMemoryHoldsNoMore() throws IOException {
		List<RawClient> others = new ArrayList<>();
		try {
			for (int i = 0; i < 30; i++) {
				RawClient other = new RawClient("127.0.0.1", this.port);
				others.add(other.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(7000)));
			}
			try (RawClient client = new RawClient("127.0.0.1", this.port)) {
				assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status()).isEqualTo(200);
			}
			List<Integer> answers = new ArrayList<>();
			for (RawClient other : others) {
				answers.add(other.answer().status());
			}
			assertThat(answers).containsOnly(503, 408).contains(503, 408);
		}
		finally {
			for (RawClient other : others) {
				other.close();
			}
		}
	}

	@Test
	void endsAConnectionOfHttp2OfWhoseBodiesTheMemoryHoldsNoMore() throws IOException {
		String frame = "\0\100\0\0\0\0\0\0\1" + "x".repeat(16384);
		String post = PREFACE + SETTINGS + READ_LATE + frame.repeat(3);
		try (RawClient first = new RawClient("127.0.0.1", this.port);
				RawClient second = new RawClient("127.0.0.1", this.port)) {
			first.send(post);
			await().pollDelay(Duration.ofMillis(500)).until(() -> true);
			second.sendInBackground(post);
			assertThatIOException().isThrownBy(() -> second.readTo("\u0088"))
				.isNotInstanceOf(SocketTimeoutException.class);
			first.send("\0\0\0\0\1\0\0\0\1").readTo("\u0088");
		}
	}

	@Test
	void resetsStreamsThatNobodyTakesWhereTheMemoryIsShort() throws IOException {
		String windowOf0 = "\0\0\6\4\0\0\0\0\0\0\4\0\0\0\0";
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			client.send(PREFACE + windowOf0);
			for (int i = 0; i < 5; i++) {
				client.send(LARGE_IN_STREAM_1.substring(0, 8) + id(i) + LARGE_IN_STREAM_1.substring(9));
			}
			// RST_STREAM of the first: CANCEL (RFC 9113 section 7).
			client.readTo("\0\0\4\3\0\0\0\0" + id(0) + "\0\0\0\10");
			// A window for the last, and content in it.
			client.send("\0\0\4\10\0\0\0\0" + id(4) + "\0\0\4\0");
			client.readTo("\0\4\0\0\0\0\0\0" + id(4));
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Little {

		@Bean
		@Primary
		Reserve little() {
			Reserve reserve = Reserve.of(256 * 1024);
			return new Reserve(new Share(128 * 1024, 1536), new Share(72 * 1024, 16 * 1024), reserve.bodies(),
					reserve.smallParts(), answers(), answers());
		}

		private static UnsentAnswers answers() {
			return new UnsentAnswers(20 * 1024 * 1024, () -> true);
		}

	}

}
