package com.example.myapp.http;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, held by the server in this JVM. */
@ServerTest(properties = { "limits.head=1s", "limits.request=2s", "limits.linger=500ms", "limits.connections=100",
		"server.netty.idle-timeout=2s" })
class HttpContractTests extends HttpContract {

	@LocalServerPort
	private int port;

	@Override
	protected int port() {
		return this.port;
	}

	/** Not against the image: Docker's proxy would read for the client. */
	@Test
	void dropsAClientThatDoesNotRead() throws IOException {
		try (RawClient client = connect()) {
			// The answer names the path: the longer it is, the sooner the buffers are
			// full.
			String longAnswers = ("GET /" + "a".repeat(4000) + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(20);
			int batches = 0;
			try {
				while (batches < 100_000) {
					client.send(longAnswers);
					batches++;
				}
			}
			catch (IOException closed) {
				assertThat(client).isNotNull();
			}
			assertThat(batches).isLessThan(100_000);
		}
	}

}
