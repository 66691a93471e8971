package com.example.myapp.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Memory follows the container: what the other regions do not need is heap. */
class MemoryTests {

	private static final int REQUESTS = 2000;

	private static final Pattern REGIONS = Pattern
		.compile("Calculated JVM Memory Configuration: .*-Xmx(\\d+)K .*-XX:MaxMetaspaceSize=(\\d+)K");

	/** KiB of code, direct memory and 50 stacks. */
	private static final int OTHERS = 40 * 1024 + 32 * 1024 + 50 * 256;

	@ParameterizedTest
	@ValueSource(ints = { 256, 512, 1024 })
	void servesAndGivesTheRestToTheHeap(int mebibytes) throws Exception {
		assertServes(mebibytes);
	}

	@Test
	void servesTheGreetingWith160Mebibytes() throws Exception {
		Service.assumeNoMoreThanTheGreeting();
		assertServes(160);
	}

	private static void assertServes(int mebibytes) throws Exception {
		try (Service service = new Service().withHost((host) -> host.withMemory((long) mebibytes << 20))) {
			service.start();
			request(service);
			Matcher regions = REGIONS.matcher(service.getLogs());
			assertThat(regions.find()).isTrue();
			int taken = Integer.parseInt(regions.group(1)) + Integer.parseInt(regions.group(2)) + OTHERS;
			assertThat(taken).isBetween(mebibytes * 1024 - 1024, mebibytes * 1024);
			assertThat(service.isRunning()).isTrue();
		}
	}

	/**
	 * The heap may grow as far as the host has memory available, and does not unless it
	 * is needed.
	 */
	@Test
	void takesNoMoreThanItNeedsWhereThereIsNoLimit() throws Exception {
		try (Service service = new Service()) {
			service.start();
			request(service);
			AtomicReference<Statistics> statistics = new AtomicReference<>();
			service.getDockerClient()
				.statsCmd(service.getContainerId())
				.withNoStream(true)
				.exec(new ResultCallback.Adapter<Statistics>() {
					@Override
					public void onNext(Statistics next) {
						statistics.set(next);
					}
				})
				.awaitCompletion();
			assertThat(statistics.get().getMemoryStats().getUsage()).isLessThan(256L << 20);
		}
	}

	@Test
	void saysThatItIsTooLittle() {
		try (Service service = new Service().withHost((host) -> host.withMemory(96L << 20))) {
			assertThat(service.statusOfFailedStart()).isNotZero();
			assertThat(service.getLogs()).contains("memory regions require");
		}
	}

	private static void request(Service service) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(service.getMappedPort(8080))))
			.build();
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).matches(Service::isExpected);
		}
	}

}
