package com.example.myapp.image;

import com.example.myapp.http.MutatedRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * They leave nothing in the heap: some 240 bytes kept of each would fill it, and end the
 * service.
 */
class ImageMutatedRequestsTests extends MutatedRequests {

	private static final Service service = new Service().withEnv("JAVA_TOOL_OPTIONS",
			"-Xms13m -Xmx13m -XX:MaxNewSize=1m");

	@BeforeAll
	static void start() {
		Service.assumeNoMoreThanTheGreeting();
		service.start();
	}

	@AfterAll
	static void stop() {
		service.stop();
	}

	@Override
	protected int port() {
		return service.getMappedPort(8080);
	}

}
