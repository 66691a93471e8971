package com.example.myapp.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What changes seldom is in layers of its own, and nothing is shipped twice. */
class LayersTests {

	private final DockerClient docker = DockerClientFactory.lazyClient();

	/** The third holds what is left: the classes. */
	@Test
	void areLibrariesAotCacheAndClasses() {
		Map<String, String> labels = this.docker.inspectImageCmd(Service.IMAGE).exec().getConfig().getLabels();
		JsonNode metadata = new JsonMapper().readTree(labels.get("io.buildpacks.lifecycle.metadata"));
		List<String> application = metadata.path("app")
			.valueStream()
			.map((layer) -> layer.path("sha").stringValue())
			.toList();
		assertThat(application).hasSize(3).doesNotHaveDuplicates();
		assertThat(this.docker.inspectImageCmd(Service.IMAGE).exec().getRootFS().getLayers()).containsAll(application);
	}

	@Test
	void holdTheApplicationOnce() throws IOException {
		String container = this.docker.createContainerCmd(Service.IMAGE).exec().getId();
		try {
			copy(container, "/workspace/runner.jar");
			for (String layer : List.of("Performance", "performance")) {
				assertThatExceptionOfType(NotFoundException.class).isThrownBy(
						() -> copy(container, "/layers/paketo-buildpacks_spring-boot/" + layer + "/runner.jar"));
			}
		}
		finally {
			this.docker.removeContainerCmd(container).exec();
		}
	}

	private void copy(String container, String path) throws IOException {
		this.docker.copyArchiveFromContainerCmd(container, path).exec().close();
	}

}
