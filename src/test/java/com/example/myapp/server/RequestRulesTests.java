package com.example.myapp.server;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import com.example.myapp.RawClient;
import com.example.myapp.ServerTest;
import com.example.myapp.TestRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that two servers may read differently, and those that only look so. */
class RequestRulesTests extends ServerTest {

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
			"GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n12345678" })
	void ambiguousRequestIs400AndTheLast(String request) throws IOException {
		try (RawClient client = new RawClient(this.port)) {
			String response = client.send(request + RawClient.GET).response();
			assertThat(response).matches("(?s)HTTP/1\\.[01] 400 .*");
			assertThat(client.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n", RawClient.GET,
			"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 1\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n" })
	void clearRequestIsServed(String request) throws IOException {
		try (RawClient client = new RawClient(this.port)) {
			assertThat(client.send(request).response())
				.matches("(?s)HTTP/1\\.[01] 200 .*\r\n[Dd]ate: .*\\{\"message\":.*");
		}
	}

	@Test
	void clientThatLeavesCancelsItsHandler() throws Exception {
		RawClient client = new RawClient(this.port).send("GET /test/never HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(TestRoutes.waits.await(1, TimeUnit.MINUTES)).isTrue();
		client.close();
		assertThat(TestRoutes.cancelled.await(1, TimeUnit.MINUTES)).isTrue();
	}

}
