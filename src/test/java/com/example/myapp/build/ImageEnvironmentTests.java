package com.example.myapp.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code ./mvnw spring-boot:build-image} and {@code pack build} tell the builder the
 * same.
 */
class ImageEnvironmentTests {

	private ImageSettings pom;

	private JsonNode descriptor;

	@BeforeEach
	void read() throws Exception {
		this.pom = new ImageSettings();
		this.descriptor = new TomlMapper().readTree(Path.of("project.toml").toFile()).at("/io/buildpacks");
	}

	@Test
	void isTheSameForMavenAndPack() throws Exception {
		Map<String, String> environment = new TreeMap<>();
		for (JsonNode variable : this.descriptor.at("/build/env")) {
			environment.put(variable.required("name").stringValue(),
					variable.required("value").stringValue().strip().replaceAll("\\s+", " "));
		}
		assertThat(environment).as("project.toml").isNotEmpty().containsExactlyEntriesOf(this.pom.environment());
	}

	@Test
	void goesToTheSameBuilder() throws Exception {
		assertThat(this.descriptor.required("builder").stringValue()).as("project.toml").isEqualTo(this.pom.builder());
	}

}
