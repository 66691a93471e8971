package com.example.myapp.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the project says is in the image is in it. */
class SbomTests {

	private static final String LIST = "META-INF/sbom/application.cdx.json";

	/** A list of another time than the jar would have other bytes in it. */
	@Test
	void theListIsOfTheLibrariesInTheJar() throws Exception {
		try (JarFile jar = new JarFile("target/myapp-1.0.0.jar")) {
			List<String> inTheJar = new ArrayList<>();
			for (JarEntry entry : jar.stream().filter(SbomTests::isLibrary).toList()) {
				inTheJar.add(sha256(jar.getInputStream(entry)));
			}
			List<String> listed = libraries(jar.getInputStream(jar.getEntry(LIST))).map(SbomTests::sha256).toList();
			assertThat(listed).hasSizeGreaterThan(40).containsExactlyInAnyOrderElementsOf(inTheJar);
		}
	}

	/** A scanner that knows nothing of the project. */
	@Test
	void aScannerFindsTheListedLibrariesAndTheRuntime(@TempDir Path directory) throws Exception {
		Command.assumeSyft();
		Path found = directory.resolve("found.json");
		Command.run(Path.of("."), "syft", "scan", "docker:" + Service.IMAGE, "-o", "cyclonedx-json=" + found);
		List<String> listed = libraries(Files.newInputStream(Path.of("target/classes", LIST))).map(SbomTests::name)
			.toList();
		assertThat(components(Files.newInputStream(found)).map(SbomTests::name)).containsAll(listed)
			.anyMatch((name) -> name.startsWith("openjdk 25"));
	}

	/** Spring Boot puts in the tools that the buildpack takes the jar apart with. */
	private static boolean isLibrary(JarEntry entry) {
		String name = entry.getName();
		return name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar") && !name.contains("spring-boot-jarmode-tools");
	}

	/**
	 * Without what Spring Boot leaves out of the jar: starters hold nothing, and the
	 * others are for development.
	 */
	private static Stream<JsonNode> libraries(InputStream sbom) throws IOException {
		return components(sbom)
			.filter((component) -> !name(component).matches("spring-boot-(starter|devtools|docker-compose).*"));
	}

	private static Stream<JsonNode> components(InputStream sbom) throws IOException {
		try (sbom) {
			return new JsonMapper().readTree(sbom).path("components").valueStream();
		}
	}

	private static String name(JsonNode component) {
		return component.path("name").stringValue() + " " + component.path("version").asString("");
	}

	private static String sha256(JsonNode component) {
		return component.path("hashes")
			.valueStream()
			.filter((hash) -> hash.path("alg").stringValue().equals("SHA-256"))
			.findFirst()
			.orElseThrow()
			.path("content")
			.stringValue();
	}

	private static String sha256(InputStream bytes) throws Exception {
		try (bytes) {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
		}
	}

}
