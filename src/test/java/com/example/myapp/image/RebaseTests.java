package com.example.myapp.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A patched run image goes under the application without a rebuild. */
class RebaseTests {

	private static final String REBASED = "myapp-rebased:test";

	private static final String PATCHED = "myapp-run-patched:test";

	private final DockerClient docker = DockerClientFactory.lazyClient();

	@Test
	void changesTheRunImageAlone() throws Exception {
		Command.assumePack();
		String run = new JsonMapper().readTree(labels(Service.IMAGE).get("io.buildpacks.lifecycle.metadata"))
			.at("/runImage/image")
			.stringValue();
		String base = this.docker.createContainerCmd(run).withCmd("none").exec().getId();
		try {
			this.docker.copyArchiveToContainerCmd(base).withHostResource("pom.xml").withRemotePath("/").exec();
			this.docker.commitCmd(base).withRepository("myapp-run-patched").withTag("test").exec();
			this.docker.tagImageCmd(Service.IMAGE, "myapp-rebased", "test").exec();
			List<String> before = layers(REBASED);

			Command.run(Path.of("."), "pack", "rebase", REBASED, "--run-image", PATCHED, "--pull-policy",
					"if-not-present", "--force");

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

}
