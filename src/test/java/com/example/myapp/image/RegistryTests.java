package com.example.myapp.image;

import java.nio.file.Path;
import java.util.List;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What is pulled from a registry is what was pushed to it, to the byte. */
class RegistryTests {

	private final DockerClient docker = DockerClientFactory.lazyClient();

	@Test
	void keepsTheDigest(@TempDir Path directory) throws Exception {
		try (Registry registry = new Registry(directory)) {
			String repository = registry.address() + "/myapp";
			String tag = repository + ":pushed";
			String id = this.docker.inspectImageCmd(Service.IMAGE).exec().getId();
			this.docker.tagImageCmd(Service.IMAGE, repository, "pushed").exec();
			this.docker.pushImageCmd(tag).start().awaitCompletion();
			List<String> pushed = digests(tag, repository);
			this.docker.removeImageCmd(tag).exec();

			this.docker.pullImageCmd(tag).start().awaitCompletion();
			assertThat(this.docker.inspectImageCmd(tag).exec().getId()).isEqualTo(id);
			assertThat(digests(tag, repository)).hasSize(1).isEqualTo(pushed);
			this.docker.removeImageCmd(tag).exec();
		}
	}

	private List<String> digests(String image, String repository) {
		return this.docker.inspectImageCmd(image)
			.exec()
			.getRepoDigests()
			.stream()
			.filter((digest) -> digest.startsWith(repository + "@"))
			.toList();
	}

}
