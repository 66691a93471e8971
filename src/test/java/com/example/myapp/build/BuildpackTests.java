package com.example.myapp.build;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The buildpack of {@code src/buildpack} mends what Paketo's leaves, and keeps away where
 * there is nothing to mend.
 */
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "a buildpack runs on Linux; its script takes bash")
class BuildpackTests {

	private static final Path BUILD = Path.of("src/buildpack/bin/build").toAbsolutePath();

	@TempDir
	private Path directory;

	private Path workspace;

	private Path springBoot;

	private Path copy;

	private Path ours;

	@BeforeEach
	void layOutWhatPaketoLeavesBesideAnAotCache() throws IOException {
		this.workspace = Files.createDirectories(this.directory.resolve("workspace"));
		write(this.workspace.resolve("application.aot"), "cache");
		write(this.workspace.resolve("runner.jar"), "classes");
		this.springBoot = this.directory.resolve("layers/paketo-buildpacks_spring-boot");
		write(this.springBoot.resolve("launch.toml"), """
				[[processes]]
				type = "web"
				command = ["java", "-cp", "runner.jar", "com.example.myapp.MyApplication"]
				""");
		this.copy = this.springBoot.resolve("Performance/runner.jar");
		write(this.copy, "classes and libraries");
		this.ours = Files.createDirectories(this.directory.resolve("layers/ours"));
	}

	@Test
	void cutsLibrariesAndCacheFromTheClasses() throws Exception {
		build();
		assertThat(this.ours.resolve("launch.toml")).hasContent("""
				[[slices]]
				paths = ["lib/**"]
				[[slices]]
				paths = ["application.aot"]
				""");
	}

	@Test
	void removesTheCopyOfTheJar() throws Exception {
		build();
		assertThat(this.copy).doesNotExist();
	}

	@Test
	void leavesSlicesToABuildpackThatCutThem() throws Exception {
		write(this.springBoot.resolve("launch.toml"), "[[slices]]\npaths = [\"lib/**\"]\n");
		build();
		assertThat(this.ours.resolve("launch.toml")).doesNotExist();
	}

	@Test
	void leavesTheJarThatTheProcessReads() throws Exception {
		write(this.springBoot.resolve("launch.toml"), """
				[[processes]]
				type = "web"
				command = ["java", "-jar", "%s"]
				""".formatted(this.copy));
		build();
		assertThat(this.copy).exists();
	}

	@Test
	void leavesTheJarOnTheClassPath() throws Exception {
		write(this.springBoot.resolve("environment/env.launch/CLASSPATH.prepend"), this.copy.toString());
		build();
		assertThat(this.copy).exists();
	}

	@Test
	void doesNothingAboutLayersWithoutAnAotCache() throws Exception {
		Files.delete(this.workspace.resolve("application.aot"));
		build();
		assertThat(this.ours.resolve("launch.toml")).doesNotExist();
		assertThat(this.copy).exists();
	}

	@Test
	void buildsWhereNoCopyIsLeft() throws Exception {
		Files.delete(this.copy);
		build();
		assertThat(this.ours.resolve("launch.toml")).exists();
	}

	@Test
	void putsTheOptionsOfTheJvmBeforeThoseOfTheUser() throws Exception {
		build();
		Path variables = this.ours.resolve("environment/env.launch");
		assertThat(variables.resolve("JAVA_TOOL_OPTIONS.prepend")).content().startsWith("-X").doesNotContain("#", "\n");
		assertThat(variables.resolve("JAVA_TOOL_OPTIONS.delim")).hasContent(" ");
		assertThat(this.ours.resolve("environment.toml")).content().contains("launch = true");
	}

	/** Where the JVM could not read the objects of the cache, it would not start. */
	@ParameterizedTest
	@CsvSource({ "57, 8", "126, 15", "172, 21" })
	void startsWithAHeapThatHoldsTheObjectsOfTheCache(long cache, long heap) throws Exception {
		grow("application.aot", cache);
		build();
		assertThat(this.ours.resolve("environment/env.launch/JAVA_TOOL_OPTIONS.prepend")).content()
			.startsWith("-Xms" + heap + "m ");
	}

	@ParameterizedTest
	@CsvSource({ "22, -9300", "84, -3100", "122, 0" })
	void leavesMoreMetaspaceTheMoreLibrariesThereAre(long libraries, String adjustment) throws Exception {
		grow("runner.jar", libraries);
		build();
		assertThat(this.ours.resolve("environment/env.launch/BPL_JVM_CLASS_ADJUSTMENT.default")).hasContent(adjustment);
	}

	@Test
	void labelsTheImageWithTheCommit() throws Exception {
		String commit = "0123456789".repeat(4);
		write(this.directory.resolve("buildpack/revision"), commit + "\n");
		build();
		assertThat(this.ours.resolve("launch.toml")).content().contains("""
				[[labels]]
				key = "org.opencontainers.image.revision"
				value = "%s"
				""".formatted(commit));
	}

	/** What Git prints where nothing has been committed. */
	@Test
	void hasNoLabelWithoutACommit() throws Exception {
		write(this.directory.resolve("buildpack/revision"), "");
		build();
		assertThat(this.ours.resolve("launch.toml")).content().doesNotContain("revision");
	}

	private void build() throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(List.of("bash", BUILD.toString()))
			.directory(this.workspace.toFile())
			.inheritIO();
		builder.environment().put("CNB_BUILDPACK_DIR", this.directory.resolve("buildpack").toString());
		builder.environment().put("CNB_LAYERS_DIR", this.ours.toString());
		assertThat(builder.start().waitFor()).isZero();
	}

	/** Megabytes, none of which take room on the disk. */
	private void grow(String file, long megabytes) throws IOException {
		try (RandomAccessFile grown = new RandomAccessFile(this.workspace.resolve(file).toFile(), "rw")) {
			grown.setLength(megabytes * 1_000_000);
		}
	}

	private static void write(Path file, String content) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
