package com.example.myapp.hello;

import com.example.myapp.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;

/** The greeting over HTTP. */
class HelloRoutesTests extends ServerTest {

	@Test
	void respondsWithGreeting() {
		client().get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectHeader()
			.exists("Date")
			.expectBody(Greeting.class);
	}

}
