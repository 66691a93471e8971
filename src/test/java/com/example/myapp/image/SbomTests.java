package com.example.myapp.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scanner that knows nothing of the project finds in the image what the project says is
 * in it.
 */
class SbomTests {

	@Test
	void aScannerFindsTheListedLibrariesAndTheRuntime(@TempDir Path directory) throws Exception {
		Command.assumeSyft();
		Path found = directory.resolve("found.json");
		Command.run(Path.of("."), "syft", "scan", "docker:" + Service.IMAGE, "-o", "cyclonedx-json=" + found);
		// Starters name libraries and hold none: Spring Boot leaves them out of the jar.
		List<String> libraries = components(Path.of("target/classes/META-INF/sbom/application.cdx.json")).stream()
			.filter((library) -> !library.startsWith("spring-boot-starter"))
			.toList();
		assertThat(libraries).hasSizeGreaterThan(40);
		assertThat(components(found)).containsAll(libraries).anyMatch((name) -> name.startsWith("openjdk 25"));
	}

	private static List<String> components(Path sbom) throws Exception {
		return new JsonMapper().readTree(Files.readString(sbom))
			.path("components")
			.valueStream()
			.map((component) -> component.path("name").stringValue() + " " + component.path("version").asString(""))
			.toList();
	}

}
