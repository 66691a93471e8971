package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same source gives the same image, to the byte, wherever and whenever it is built.
 * Without the AOT cache: that records a run, and no two runs are alike.
 */
class ReproducibleTests {

	private static final List<String> NAMES = List.of("myapp-reproducible:1", "myapp-reproducible:2");

	private final DockerClient engine = DockerClientFactory.lazyClient();

	@Test
	void givesTheSameImageTwice(@TempDir Path first, @TempDir Path second) throws Exception {
		assertThat(build(first, NAMES.get(0))).isEqualTo(build(second, NAMES.get(1)));
		// Its classes take memory that an AOT cache maps from a file.
		try (Service layered = new Service(NAMES.get(0))) {
			layered.start();
		}
	}

	@Test
	void givesTheSameImageTwiceByPack(@TempDir Path first, @TempDir Path second) throws Exception {
		Command.assumePack();
		assertThat(pack(first, NAMES.get(0))).isEqualTo(pack(second, NAMES.get(1)));
	}

	@AfterEach
	void remove() {
		NAMES.stream()
			.filter((name) -> !this.engine.listImagesCmd().withReferenceFilter(name).exec().isEmpty())
			.forEach((name) -> this.engine.removeImageCmd(name).withForce(true).exec());
	}

	private String build(Path directory, String name) throws IOException, InterruptedException {
		copySource(directory);
		Command.run(directory, "./mvnw", "--batch-mode", "spring-boot:build-image", "-Daot-cache=false",
				"-Dspring-boot.build-image.imageName=" + name);
		return this.engine.inspectImageCmd(name).exec().getId();
	}

	private String pack(Path directory, String name) throws IOException, InterruptedException {
		copySource(directory);
		Command.run(directory, "pack", "build", name, "--env", "BP_JVM_AOTCACHE_ENABLED=false", "--pull-policy",
				"if-not-present");
		return this.engine.inspectImageCmd(name).exec().getId();
	}

	private static void copySource(Path directory) throws IOException {
		for (String part : List.of("pom.xml", "project.toml", "mvnw", ".mvn", "src/main")) {
			copy(Path.of(part), directory);
		}
	}

	private static void copy(Path part, Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(part)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				Path target = directory.resolve(file);
				Files.createDirectories(target.getParent());
				Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

}
