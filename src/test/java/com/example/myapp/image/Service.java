package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.github.dockerjava.api.model.HostConfig;
import org.junit.jupiter.params.provider.Arguments;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** The image under test as a container, started when {@code GET /} is answered. */
class Service extends GenericContainer<Service> {

	static final String IMAGE = System.getProperty("image", "myapp:latest");

	private static final boolean GREETS = Files.exists(Path.of("src/main/java/com/example/myapp/hello"));

	private static final Pattern CLASSES = Pattern.compile("Loaded Class Count: (\\d+)");

	Service() {
		this(IMAGE);
	}

	Service(String image) {
		super(image);
		withExposedPorts(8080);
		// Long, for a machine that has other work.
		waitingFor(Wait.forHttp("/")
			.forPort(8080)
			.forStatusCodeMatching(Service::isExpected)
			.withStartupTimeout(Duration.ofMinutes(3)));
	}

	/** Whether {@code GET /} may be so answered: without Security, the greeting is. */
	static boolean isExpected(int status) {
		return status == 200 || status == 401 || (!GREETS && status < 500);
	}

	/** Aborts a test that asks {@code GET /} for a representation. */
	void assumeOk() throws IOException {
		int status = get().status();
		assumeThat(status).as("GET / is answered with %d; this test needs 200", status).isEqualTo(200);
	}

	/** Aborts a test that gives a service the memory that the greeting takes. */
	static void assumeNoMoreThanTheGreeting() {
		try (Service service = new Service()) {
			service.start();
			assumeThat(service.hasMoreThanTheGreeting()).as("this test gives the memory of the greeting").isFalse();
		}
	}

	/** By the number of classes that Paketo expects. */
	boolean hasMoreThanTheGreeting() {
		Matcher classes = CLASSES.matcher(getLogs());
		assertThat(classes.find()).isTrue();
		return Integer.parseInt(classes.group(1)) > 8500;
	}

	private Answer get() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", getMappedPort(8080))) {
			return client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
		}
	}

	Service withHost(Consumer<HostConfig> host) {
		return withCreateContainerCmdModifier((create) -> host.accept(create.getHostConfig()));
	}

	/** A way to run it, as an argument of a test. */
	static Arguments host(String name, Consumer<HostConfig> host) {
		return argumentSet(name, host);
	}

	void terminate() {
		getDockerClient().killContainerCmd(getContainerId()).withSignal("SIGTERM").exec();
	}

	/** Starts a container that is not expected to serve; returns its status. */
	int statusOfFailedStart() {
		waitingFor(new AbstractWaitStrategy() {
			@Override
			protected void waitUntilReady() {
			}
		});
		start();
		return exitStatus(30);
	}

	/** Waits so many seconds for its end; returns its status. */
	int exitStatus(int seconds) {
		return getDockerClient().waitContainerCmd(getContainerId()).start().awaitStatusCode(seconds, TimeUnit.SECONDS);
	}

}
