package com.example.myapp.http;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The contract, held by the server in this JVM. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "limits.head=1s", "limits.request=2s",
		"limits.linger=500ms", "limits.connections=100", "server.netty.idle-timeout=2s" })
class HttpContractTests extends HttpContract {

	@LocalServerPort
	private int port;

	@Override
	protected int port() {
		return this.port;
	}

}
