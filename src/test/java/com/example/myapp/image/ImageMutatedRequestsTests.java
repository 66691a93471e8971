package com.example.myapp.image;

import com.example.myapp.http.MutatedRequests;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * They leave nothing in the heap: some 240 bytes kept of each would fill it, and end the
 * service.
 */
@Testcontainers
class ImageMutatedRequestsTests extends MutatedRequests {

	@Container
	private static final Service service = new Service().withEnv("JAVA_TOOL_OPTIONS",
			"-Xms13m -Xmx13m -XX:MaxNewSize=1m");

	@Override
	protected int port() {
		return service.getMappedPort(8080);
	}

}
