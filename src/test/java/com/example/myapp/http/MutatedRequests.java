package com.example.myapp.http;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent, the server neither fails, nor hangs, nor keeps anything of it. */
public abstract class MutatedRequests {

	private static final int REQUESTS = 10_000;

	/** Fixed, so that a failure comes again; its message names the round. */
	private static final long SEED = 20261124;

	private static final List<String> VALID = List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"GET /?q=%20 HTTP/1.1\r\nHost: localhost:8080\r\nAccept: text/html, */*;q=0.8\r\n\r\n",
			"HEAD http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
			"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

	/**
	 * Says where to send them.
	 * @return the port on the loopback
	 */
	protected abstract int port();

	@Test
	void causeNoServerError() throws IOException {
		Random random = new Random(SEED);
		for (int round = 0; round < REQUESTS; round++) {
			StringBuilder request = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
			for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
				mutate(request, random);
			}
			String answer = send(request.toString());
			assertThat(answer).as("round %d: %s", round, request).doesNotContainPattern("HTTP/1\\.[01] 5(?!01|05)");
		}
		assertThat(send(VALID.get(0))).startsWith("HTTP/1.1 200 OK");
	}

	private static void mutate(StringBuilder request, Random random) {
		int at = random.nextInt(request.length());
		switch (random.nextInt(5)) {
			case 0 -> request.setCharAt(at, (char) random.nextInt(256));
			case 1 -> request.insert(at, (char) random.nextInt(256));
			case 2 -> request.delete(at, Math.min(request.length() - 1, at + random.nextInt(8)));
			case 3 -> request.insert(at, request.substring(0, at));
			default -> request.insert(at, "\r\n ,;:/%\t\0".charAt(random.nextInt(10)));
		}
	}

	/** Sends it, says that nothing follows, and reads to the end. */
	final String send(String request) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", port())) {
			try {
				client.send(request).end();
				return client.rest();
			}
			catch (SocketException reset) {
				return "";
			}
		}
	}

}
