package com.example.myapp.image;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.github.dockerjava.api.model.HostConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service starts with the classes of the training run. A cache that does not fit, the
 * JVM passes over without a word.
 */
class AotCacheTests {

	/**
	 * Measured: 0.974, 7205 of 7395 classes. The rest are lambdas, proxies and accessors
	 * made while it runs.
	 */
	private static final double SHARE = 0.95;

	static Stream<Arguments> hosts() {
		return Stream.of(Service.host("docker run", (host) -> {
		}), Service.host("docker run --cpus=1 --memory=256m",
				(host) -> host.withNanoCPUs(1_000_000_000L).withMemory(256L << 20)),
				Service.host("docker run --read-only", (host) -> host.withReadonlyRootfs(true)));
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void isUsed(Consumer<HostConfig> host) {
		try (Service service = new Service().withHost(host)
			.withEnv("JAVA_TOOL_OPTIONS", "-Xlog:aot -Xlog:class+load")) {
			service.start();
			List<String> lines = service.getLogs().lines().toList();
			List<String> loaded = lines.stream().filter((line) -> line.contains("[class,load]")).toList();
			assertThat(lines).anyMatch((line) -> line.contains("Opened AOT cache"));
			double shared = loaded.stream().filter((line) -> line.contains("source: shared objects file")).count();
			assertThat(shared / loaded.size()).isGreaterThan(SHARE);
		}
	}

	/** Slower, but without a line that is not the service's own. */
	@ParameterizedTest
	@ValueSource(strings = { "--add-opens=java.base/java.lang=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders",
			"-XX:-UseSerialGC -XX:+UseZGC" })
	void isPassedOverInSilenceWhereItDoesNotFit(String options) {
		try (Service service = new Service().withEnv("JAVA_TOOL_OPTIONS", options)) {
			service.start();
			assertThat(service.getLogs()).doesNotContain("[error]", "[warning]");
		}
	}

}
