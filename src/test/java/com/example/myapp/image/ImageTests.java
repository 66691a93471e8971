package com.example.myapp.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.example.myapp.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The image that Maven has just built, in an engine. */
@Timeout(300)
class ImageTests {

	private static final String IMAGE = System.getProperty("image", "myapp");

	@Test
	void servesInSmallHardenedContainer() throws Exception {
		try (Container container = Container.run(IMAGE, "-m", "192m", "--read-only", "--tmpfs", "/tmp", "--cap-drop",
				"ALL", "--security-opt", "no-new-privileges")) {
			assertThat(container.get()).endsWith("{\"message\":\"hello world\"}");
			assertThat(container.logs()).doesNotContain("[warning]", "[error]", "WARN");
		}
		assertThat(Command.docker("inspect", "--format", "{{.Config.User}}", IMAGE)).matches("[1-9]\\d*:\\d+");
	}

	@Test
	void saysWhatMemoryItNeeds() throws Exception {
		try (Container container = Container.run(IMAGE, "-m", "96m")) {
			assertThat(container.exitCode()).isNotZero();
			assertThat(container.logs()).contains("is greater than 96M available for allocation");
		}
	}

	/** Measured: 0.97. The rest are lambdas and proxies, made while it runs. */
	@Test
	void takesItsClassesFromCache() throws Exception {
		try (Container container = Container.run(IMAGE, "-e", "JAVA_TOOL_OPTIONS=-Xlog:class+load")) {
			container.get();
			List<String> loaded = container.logs().lines().filter((line) -> line.contains(" source: ")).toList();
			assertThat(loaded).hasSizeGreaterThan(5000);
			assertThat(loaded.stream().filter((line) -> line.contains("shared objects file")).count())
				.isGreaterThan(loaded.size() * 9 / 10);
		}
	}

	@Test
	void holdsItsApplicationOnceAndInNoMoreThanItsSize() throws Exception {
		try (Container container = Container.run(IMAGE)) {
			assertThat(container.files()).contains("workspace/runner.jar", "workspace/application.aot")
				.filteredOn((file) -> file.endsWith("/runner.jar"))
				.hasSize(1);
		}
		// Bytes on disk: the run image, the linked runtime, the cache and the libraries.
		assertThat(Long.parseLong(Command.docker("inspect", "--format", "{{.Size}}", IMAGE))).isLessThan(240_000_000);
	}

	@Test
	void losesNoRequestAtSigterm() throws Exception {
		try (Container container = Container.run(IMAGE, "-e", "DRAIN_IDLE=5m", "-e",
				"SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE=5m")) {
			container.get();
			List<RawClient> idle = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				idle.add(new RawClient(container.port()).send(RawClient.GET));
			}
			for (RawClient client : idle) {
				assertThat(client.response()).startsWith("HTTP/1.1 200 ");
			}
			container.terminate();
			for (RawClient client : idle) {
				assertServed(client);
			}
			assertThat(container.exitCode()).isEqualTo(143);
		}
	}

	/** Until a response says that it is the last. */
	private static void assertServed(RawClient client) throws IOException {
		String response;
		do {
			response = client.send(RawClient.GET).response();
			assertThat(response).startsWith("HTTP/1.1 200 ");
		}
		while (!response.toLowerCase().contains("\r\nconnection: close"));
		assertThat(client.isClosed()).isTrue();
		client.close();
	}

}
