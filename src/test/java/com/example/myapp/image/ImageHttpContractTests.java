package com.example.myapp.image;

import java.io.IOException;

import com.example.myapp.http.HttpContract;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract, held by the image. */
@Testcontainers
class ImageHttpContractTests extends HttpContract {

	@Container
	private static final Service service = new Service().withEnv("LIMITS_HEAD", "1s")
		.withEnv("LIMITS_REQUEST", "2s")
		.withEnv("LIMITS_LINGER", "500ms")
		.withEnv("LIMITS_CONNECTIONS", "100")
		.withEnv("SERVER_NETTY_IDLETIMEOUT", "2s");

	@BeforeAll
	static void assumeOk() throws IOException {
		service.assumeOk();
	}

	@Override
	protected int port() {
		return service.getMappedPort(8080);
	}

}
