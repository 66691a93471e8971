package com.example.myapp.image;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.example.myapp.http.RawClient;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The image gives an intruder little, serves where nothing is granted, and stops when
 * told to.
 */
class ImageHardeningTests {

	private final DockerClient docker = DockerClientFactory.lazyClient();

	private final Service service = new Service().withTmpFs(Map.of("/tmp", ""))
		.withHost((host) -> host.withReadonlyRootfs(true)
			.withCapDrop(Capability.ALL)
			.withSecurityOpts(List.of("no-new-privileges")));

	/** That it starts at all is a test: the service answers before this returns. */
	@BeforeEach
	void start() {
		this.service.start();
	}

	@AfterEach
	void stop() {
		this.service.stop();
	}

	@Test
	void runsAsANumericUserWithoutPrivileges() {
		// Kubernetes' runAsNonRoot believes numbers only.
		assertThat(this.docker.inspectImageCmd(Service.IMAGE).exec().getConfig().getUser()).matches("[1-9]\\d*:\\d+");
	}

	/** OpenShift gives each project a user of its own, in the group 0. */
	@Test
	void servesAsAnyUser() {
		try (Service any = new Service().withCreateContainerCmdModifier((create) -> create.withUser("1000710000:0"))) {
			any.start();
		}
	}

	@Test
	void hasNoShellAndNoPackageManager() throws IOException {
		copy("/etc/passwd");
		for (String path : new String[] { "/bin/sh", "/bin/bash", "/bin/dash", "/bin/busybox", "/usr/bin/apt",
				"/usr/bin/dpkg" }) {
			assertThatExceptionOfType(NotFoundException.class).as(path).isThrownBy(() -> copy(path));
		}
	}

	private void copy(String path) throws IOException {
		this.docker.copyArchiveFromContainerCmd(this.service.getContainerId(), path).exec().close();
	}

	@Test
	void stopsWithinSecondsOfSigterm() {
		assertStops();
	}

	@Test
	void stopsThoughAClientStaysConnected() throws IOException {
		try (RawClient idle = new RawClient("127.0.0.1", this.service.getMappedPort(8080))) {
			assertThat(idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status()).matches(Service::isExpected);
			assertStops();
		}
	}

	private void assertStops() {
		this.service.terminate();
		await().atMost(Duration.ofSeconds(5))
			.until(() -> this.service.getLogs().contains("Graceful shutdown complete"));
		// What else a service ends takes its time, such as an exporter that finds no
		// collector. 143 is 128 and SIGTERM's number.
		int seconds = this.service.hasMoreThanTheGreeting() ? 30 : 5;
		assertThat(this.service.exitStatus(seconds)).isIn(0, 143);
	}

}
