package com.example.myapp.http;

import java.io.IOException;

import com.example.myapp.http.RawClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the parts of {@link HttpContract} share. */
interface Contract {

	/** A request that is answered with JSON. */
	String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	/**
	 * Connects to the server.
	 * @return the connection
	 * @throws IOException if it does not listen
	 */
	RawClient connect() throws IOException;

	/** Sends a request; returns its answer. */
	default Answer exchange(String request) throws IOException {
		try (RawClient client = connect()) {
			return client.send(request).answer();
		}
	}

	/** The body of that answer. */
	default String greeting() throws IOException {
		return exchange(GET).body();
	}

	/** Puts the characters in the place of the signs for them in a table. */
	default String unescape(String text) {
		return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
	}

	/** Checks that the answer is a problem detail and tells nothing of the inside. */
	default void assertProblem(Answer answer, int status, String title) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"title\":\"" + title + "\",\"status\":" + status)
			.contains("\"instance\":")
			.doesNotContain("Exception", "trace", "requestId", "timestamp");
	}

}
