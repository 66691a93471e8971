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
	}

	@AfterEach
	void remove() {
		NAMES.forEach((name) -> this.engine.removeImageCmd(name).withForce(true).exec());
	}

	private String build(Path directory, String name) throws IOException, InterruptedException {
		for (String part : List.of("pom.xml", "mvnw", ".mvn", "src/main")) {
			copy(Path.of(part), directory);
		}
		Path log = directory.resolve("log");
		int status = new ProcessBuilder("./mvnw", "--batch-mode", "spring-boot:build-image", "-Daot-cache=false",
				"-Dspring-boot.build-image.imageName=" + name)
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		assertThat(status).as(() -> read(log)).isZero();
		return this.engine.inspectImageCmd(name).exec().getId();
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

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
