package com.example.myapp.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The same source gives the same layers, to the byte, wherever and whenever they are
 * built. All but one: the AOT cache records a run, and no two runs are alike.
 */
class ReproducibleTests {

	private static final List<String> NAMES = List.of("myapp-reproducible:1", "myapp-reproducible:2");

	private final DockerClient engine = DockerClientFactory.lazyClient();

	/**
	 * A proxy that Spring generates for a {@code @Configuration} class is another one
	 * each time.
	 */
	@BeforeAll
	static void assumeNoProxies() throws IOException {
		try (Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
			assumeThat(classes.filter((path) -> path.toString().contains("FastClass")))
				.as("Spring's proxies of @Configuration classes, which differ from build to build")
				.isEmpty();
		}
	}

	@Test
	void givesTheSameLayersByMaven(@TempDir Path first, @TempDir Path second) throws Exception {
		assertSameButTheCache(build(first, NAMES.get(0)), build(second, NAMES.get(1)));
	}

	@Test
	void givesTheSameLayersByPackAndServes(@TempDir Path first, @TempDir Path second) throws Exception {
		Command.assumePack();
		assertSameButTheCache(pack(first, NAMES.get(0)), pack(second, NAMES.get(1)));
		try (Service service = new Service(NAMES.get(0))) {
			service.start();
		}
	}

	private static void assertSameButTheCache(List<String> first, List<String> second) {
		assertThat(second).hasSameSizeAs(first);
		assertThat(second.stream().filter((layer) -> !first.contains(layer))).hasSizeLessThanOrEqualTo(1);
	}

	@AfterEach
	void remove() {
		NAMES.stream()
			.filter((name) -> !this.engine.listImagesCmd().withReferenceFilter(name).exec().isEmpty())
			.forEach((name) -> this.engine.removeImageCmd(name).withForce(true).exec());
	}

	private List<String> build(Path directory, String name) throws IOException, InterruptedException {
		copySource(directory);
		Command.run(directory, "./mvnw", "--batch-mode", "spring-boot:build-image", "-Dmaven.test.skip",
				"-Dspring-boot.build-image.imageName=" + name);
		return layers(name);
	}

	private List<String> pack(Path directory, String name) throws IOException, InterruptedException {
		copySource(directory);
		Command.run(directory, "pack", "build", name, "--trust-extra-buildpacks", "--pull-policy", "if-not-present");
		return layers(name);
	}

	private List<String> layers(String name) {
		return Objects.requireNonNull(this.engine.inspectImageCmd(name).exec().getRootFS().getLayers());
	}

	private static void copySource(Path directory) throws IOException {
		for (String part : List.of("pom.xml", "project.toml", "mvnw", ".mvn", "src/main", "src/buildpack")) {
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
