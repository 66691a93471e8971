package com.example.myapp.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The image built anew from a changed copy of the project, with Maven and with pack. */
class RebuildTests {

	private static final String IMAGE = "myapp-rebuilt";

	@TempDir
	private Path copy;

	@Test
	void changedLineChangesTwoSlicesAndPackBuildsTheSame() throws Exception {
		for (String file : Command.run(Path.of("."), "git", "ls-files").split("\n")) {
			Path to = this.copy.resolve(file);
			Files.createDirectories(to.getParent());
			Files.copy(Path.of(file), to);
		}
		buildWithMaven();
		List<String> before = layers();
		Path handler = this.copy.resolve("src/main/java/com/example/myapp/hello/HelloHandler.java");
		Files.writeString(handler, Files.readString(handler).replace("hello world", "good morning"));
		buildWithMaven();
		List<String> changed = new ArrayList<>(layers());
		changed.removeAll(before);
		assertThat(changed).as("the slices of the AOT cache and of the classes").hasSize(2);
		assertGreets();
		Map<String, String> labels = labels();

		Command.run(this.copy, "pack", "build", IMAGE, "--trust-builder", "--trust-extra-buildpacks");
		assertGreets();
		assertThat(labels()).isEqualTo(labels).containsKeys("org.opencontainers.image.description");
	}

	private void buildWithMaven() throws Exception {
		Command.run(this.copy, "./mvnw", "-B", "-ntp", "-Dmaven.test.skip", "spring-boot:build-image",
				"-Dspring-boot.build-image.imageName=" + IMAGE);
	}

	private static void assertGreets() throws Exception {
		try (Container container = Container.run(IMAGE)) {
			assertThat(container.get()).endsWith("{\"message\":\"good morning\"}");
		}
	}

	private static List<String> layers() throws Exception {
		String layers = Command.docker("inspect", "--format", "{{join .RootFS.Layers \",\"}}", IMAGE);
		return List.of(layers.split(","));
	}

	/** Without those that each tool adds for itself. */
	private static Map<String, String> labels() throws Exception {
		String json = Command.docker("inspect", "--format", "{{json .Config.Labels}}", IMAGE);
		Map<String, String> labels = new TreeMap<>(new JsonMapper().readValue(json, Map.class));
		labels.keySet().removeIf((key) -> key.startsWith("io.buildpacks."));
		return labels;
	}

}
