package com.example.myapp.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.example.myapp.build.WrapperProject.Run;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code mvnw} runs the Maven it names, on a network that is open, closed or lying.
 */
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "mvnw takes a POSIX shell")
@Timeout(30)
class MavenWrapperTests {

	private WrapperProject project;

	@BeforeEach
	void createProject(@TempDir Path directory) throws Exception {
		this.project = new WrapperProject(directory);
	}

	@AfterEach
	void closeArchive() {
		this.project.closeArchive();
	}

	@Test
	void namesMavenInTheArchiveThatKeepsEveryReleaseAndItsSum() throws IOException {
		Properties properties = new Properties();
		try (var in = Files.newInputStream(WrapperProject.PROPERTIES)) {
			properties.load(in);
		}
		assertThat(properties.getProperty("distributionUrl"))
			.isEqualTo("https://archive.apache.org/dist/maven/maven-3/3.9.16/binaries/apache-maven-3.9.16-bin.zip");
		assertThat(properties.getProperty("distributionSha256Sum"))
			.isEqualTo("5af3b743dd8b876b5c45da33b676251e5f1687712644abb4ee519ca56e1d89ce");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wget", "curl", "java" })
	void installsMavenOnceAndRunsItWithTheArguments(String downloader) throws Exception {
		this.project.offer(downloader, "unzip");
		assertThat(this.project.mvnw("-D", "two words")).isEqualTo(new Run(0, "fetched <-D> <two words>\n", ""));
		this.project.closeArchive();
		assertThat(this.project.mvnw("again")).isEqualTo(new Run(0, "fetched <again>\n", ""));
	}

	@Test
	void installsMavenWithoutUnzip() throws Exception {
		this.project.offer("curl");
		assertThat(this.project.mvnw("verify")).isEqualTo(new Run(0, "fetched <verify>\n", ""));
	}

	@Test
	void refusesADamagedArchiveThoughMavenIsInstalled() throws Exception {
		this.project.offer("curl");
		this.project.installMaven();
		this.project.damageArchive();
		Run run = this.project.mvnw("verify");
		assertThat(run.exitValue()).isNotZero();
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).contains("Failed to validate Maven distribution SHA-256");
		assertThat(this.project.leftovers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "wget", "curl", "java" })
	void runsTheInstalledMavenWhenTheArchiveCannotBeReached(String downloader) throws Exception {
		this.project.offer(downloader);
		Path maven = this.project.installMaven();
		this.project.closeArchive();
		assertThat(this.project.mvnw("-D", "two words")).isEqualTo(new Run(0, "installed <-D> <two words>\n",
				"Cannot fetch %s: using %s instead.\n".formatted(this.project.archive(), maven)));
		assertThat(this.project.leftovers()).isEmpty();
	}

	@Test
	void runsTheInstalledMavenWhenTheArchiveHasNoSuchFile() throws Exception {
		this.project.offer("curl");
		this.project.installMaven();
		this.project.emptyArchive();
		assertThat(this.project.mvnw("verify").out()).isEqualTo("installed <verify>\n");
	}

	@Test
	void saysWhatToDoWhenThereIsNeitherArchiveNorMaven() throws Exception {
		this.project.offer("curl");
		this.project.closeArchive();
		Run run = this.project.mvnw("verify");
		assertThat(run.exitValue()).isNotZero();
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).isEqualTo("Cannot fetch " + this.project.archive()
				+ ": check the network and the proxy, or install Maven 3.9 so that mvn is on the PATH.\n");
		assertThat(this.project.leftovers()).isEmpty();
	}

}
