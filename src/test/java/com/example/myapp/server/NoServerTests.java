package com.example.myapp.server;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A test without a web server, or a command line runner. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class NoServerTests {

	@Test
	void starts() {
		// The context has started.
	}

}
