package com.example.myapp.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports.Binding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a container meets: little memory, a full disk, no names, and its end. */
class ImageFaultTests {

	private static final int IN_FLIGHT = 200;

	private final DockerClient docker = DockerClientFactory.lazyClient();

	private final List<RawClient> clients = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (RawClient client : this.clients) {
			client.close();
		}
	}

	static Stream<Arguments> hosts() {
		return Stream.of(
				Service.host("a full /tmp and nothing else to write to", (host) -> host.withReadonlyRootfs(true)
					// One page is the least that there is.
					.withTmpFs(Map.of("/tmp", "size=4k"))),
				Service.host("no DNS", (host) -> host.withDns("192.0.2.1")));
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void servesOnAFaultyHost(Consumer<HostConfig> host) throws Exception {
		try (Service service = new Service().withHost(host)) {
			service.start();
			assertThat(get(service).statusCode()).matches(Service::isExpected);
		}
	}

	@Test
	void endsWhenItsMemoryIsUsedUp() throws IOException {
		Service.assumeNoMoreThanTheGreeting();
		try (Service service = new Service().withEnv("JAVA_TOOL_OPTIONS", "-Xmx16m -XX:MaxNewSize=2m")
			// More than the memory allows; and none of the heads may end meanwhile.
			.withEnv("LIMITS_CONNECTIONS", "8192")
			.withEnv("LIMITS_HEAD", "5m")) {
			service.start();
			int port = port(service);
			try {
				// Half of them are enough, at 3.4 kB of the heap each.
				for (int i = 0; i < 5000; i++) {
					this.clients.add(new RawClient("127.0.0.1", port).send("GET / HTTP/1.1\r\nHost: a\r\n"));
				}
			}
			catch (IOException endedAlready) {
				assertThat(this.clients).isNotEmpty();
			}
			assertThat(service.exitStatus(60)).isEqualTo(3);
			assertThat(service.getLogs()).containsAnyOf("The heap is full",
					"Terminating due to java.lang.OutOfMemoryError");
		}
	}

	@Test
	void servesAgainAfterItWasKilled() throws Exception {
		try (Service service = new Service()) {
			service.start();
			this.docker.killContainerCmd(service.getContainerId()).exec();
			service.exitStatus(30);
			this.docker.startContainerCmd(service.getContainerId()).exec();
			await().ignoreExceptions().until(() -> Service.isExpected(get(service).statusCode()));
		}
	}

	@Test
	void answersEachRequestThatHasBegunBeforeSigterm() throws Exception {
		try (Service service = new Service()) {
			service.start();
			int port = port(service);
			for (int i = 0; i < IN_FLIGHT; i++) {
				RawClient client = new RawClient("127.0.0.1", port);
				this.clients.add(client);
				// Answered, it has arrived: Docker's proxy connects late.
				assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status())
					.matches(Service::isExpected);
				client.send("GET / HTTP/1.1\r\nHo");
			}
			service.terminate();
			for (RawClient client : this.clients) {
				Answer answer = client.send("st: a\r\n\r\n").answer();
				assertThat(answer.status()).matches(Service::isExpected);
			}
			assertThat(service.exitStatus(30)).isIn(0, 143);
		}
	}

	/**
	 * After a restart Docker publishes another port, which Testcontainers does not ask
	 * for.
	 */
	private int port(Service service) {
		Binding[] bindings = this.docker.inspectContainerCmd(service.getContainerId())
			.exec()
			.getNetworkSettings()
			.getPorts()
			.getBindings()
			.get(ExposedPort.tcp(8080));
		return Integer.parseInt(Objects.requireNonNull(bindings)[0].getHostPortSpec());
	}

	private HttpResponse<Void> get(Service service) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + port(service) + "/");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding());
	}

}
