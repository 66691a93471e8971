package com.example.myapp.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A patched run image goes under the application without a rebuild. */
class RebaseTests {

	private static final String REBASED = "myapp-rebased:test";

	private static final String PATCHED = "myapp-run-patched:test";

	private final DockerClient docker = DockerClientFactory.lazyClient();

	@Test
	void changesTheRunImageAlone() throws Exception {
		assumeThat(pack("version")).as("There is no pack here; get it: https://buildpacks.io/docs/install-pack")
			.isZero();
		String run = new JsonMapper().readTree(labels(Service.IMAGE).get("io.buildpacks.lifecycle.metadata"))
			.at("/runImage/image")
			.stringValue();
		String base = this.docker.createContainerCmd(run).withCmd("none").exec().getId();
		try {
			this.docker.copyArchiveToContainerCmd(base).withHostResource("pom.xml").withRemotePath("/").exec();
			this.docker.commitCmd(base).withRepository("myapp-run-patched").withTag("test").exec();
			this.docker.tagImageCmd(Service.IMAGE, "myapp-rebased", "test").exec();
			List<String> before = layers(REBASED);

			assertThat(pack("rebase", REBASED, "--run-image", PATCHED, "--pull-policy", "if-not-present", "--force"))
				.isZero();

			List<String> after = layers(REBASED);
			int bottom = layers(run).size();
			assertThat(after.subList(0, bottom + 1)).isEqualTo(layers(PATCHED));
			assertThat(after.subList(bottom + 1, after.size())).isEqualTo(before.subList(bottom, before.size()));
			try (Service service = new Service(REBASED)) {
				service.start();
			}
		}
		finally {
			this.docker.removeContainerCmd(base).exec();
			this.docker.removeImageCmd(REBASED).withForce(true).exec();
			this.docker.removeImageCmd(PATCHED).withForce(true).exec();
		}
	}

	private Map<String, String> labels(String image) {
		return this.docker.inspectImageCmd(image).exec().getConfig().getLabels();
	}

	private List<String> layers(String image) {
		return this.docker.inspectImageCmd(image).exec().getRootFS().getLayers();
	}

	/**
	 * Runs pack; returns its exit status, and 127 where there is none, as a shell does.
	 */
	private static int pack(String... arguments) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(arguments));
		command.add(0, "pack");
		try {
			return new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			return 127;
		}
	}

}
