package com.example.myapp.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import com.example.myapp.build.ImageSettings;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The image says what it is, in the labels of the OCI image specification. */
class ImageLabelsTests {

	private static final String PREFIX = "org.opencontainers.image.";

	private final Map<String, String> labels = DockerClientFactory.lazyClient()
		.inspectImageCmd(Service.IMAGE)
		.exec()
		.getConfig()
		.getLabels();

	@Test
	void comeFromThePom() throws Exception {
		Map<String, String> environment = new ImageSettings().environment();
		for (String name : new String[] { "title", "description", "version", "source", "licenses" }) {
			assertThat(this.labels).containsEntry(PREFIX + name,
					environment.get("BP_OCI_" + name.toUpperCase(Locale.ROOT)));
		}
	}

	@Test
	void nameTheCommitWhereGitKnowsIt() throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("git", "rev-parse", "HEAD");
		builder.environment().put("GIT_CEILING_DIRECTORIES", Path.of("..").toRealPath().toString());
		Process git = builder.start();
		String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
		if (git.waitFor() == 0) {
			assertThat(this.labels).containsEntry(PREFIX + "revision", commit);
		}
		else {
			assertThat(this.labels).doesNotContainKey(PREFIX + "revision");
		}
	}

}
