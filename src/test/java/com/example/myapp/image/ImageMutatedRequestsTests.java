package com.example.myapp.image;

import com.example.myapp.http.MutatedRequests;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * They leave nothing in the heap: 240 bytes kept of each would end the service (tried),
 * and 9 MB are enough for it.
 */
@Testcontainers
class ImageMutatedRequestsTests extends MutatedRequests {

	@Container
	private static final Service service = new Service().withEnv("JAVA_TOOL_OPTIONS",
			"-Xms10m -Xmx10m -XX:MaxNewSize=1m");

	@Override
	protected int port() {
		return service.getMappedPort(8080);
	}

}
