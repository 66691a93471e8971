package com.example.myapp.build;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.opentest4j.TestAbortedException;

/**
 * A project of nothing but our {@code mvnw}, an archive on the loopback with a Maven of
 * one line, and a machine that has no tools but those offered.
 */
class WrapperProject {

	static final Path PROPERTIES = Path.of(".mvn/wrapper/maven-wrapper.properties");

	private static final String NAME = "apache-maven-0.0.1";

	private static final Path MVNW = Path.of("mvnw");

	private final Path directory;

	private final Path path;

	private final Path temporary;

	private final Path userHome;

	private final byte[] distribution;

	private final HttpServer server;

	WrapperProject(Path directory) throws IOException, NoSuchAlgorithmException {
		this.directory = directory;
		this.path = Files.createDirectory(directory.resolve("path"));
		this.temporary = Files.createDirectory(directory.resolve("temporary"));
		this.userHome = Files.createDirectory(directory.resolve("home"));
		this.distribution = distribution(directory.resolve("distribution.zip"));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		serve(this.distribution);
		this.server.start();
		Files.copy(MVNW, directory.resolve(MVNW));
		Files.createDirectories(directory.resolve(PROPERTIES).getParent());
		Files.writeString(directory.resolve(PROPERTIES), "distributionUrl=%s%ndistributionSha256Sum=%s%n".formatted(
				archive(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(this.distribution))));
		offer("basename", "cat", "chmod", "dirname", "mkdir", "mktemp", "mv", "rm", "tr", "uname");
		offer(find("sha256sum").isPresent() ? "sha256sum" : "shasum");
	}

	String archive() {
		return "http://127.0.0.1:%d/%s-bin.zip".formatted(this.server.getAddress().getPort(), NAME);
	}

	void damageArchive() {
		byte[] damaged = this.distribution.clone();
		damaged[damaged.length / 2] ^= 1;
		emptyArchive();
		serve(damaged);
	}

	void emptyArchive() {
		this.server.removeContext("/");
	}

	void closeArchive() {
		this.server.stop(0);
	}

	/**
	 * Puts tools of this machine on the path; a test whose tool is missing is skipped.
	 */
	void offer(String... tools) throws IOException {
		for (String tool : tools) {
			Path found = find(tool).orElseThrow(() -> new TestAbortedException("There is no " + tool + " here"));
			writeScript(this.path.resolve(tool), "exec '%s' \"$@\"".formatted(found));
		}
	}

	Path installMaven() throws IOException {
		return writeMaven(this.path.resolve("mvn"), "installed");
	}

	Run mvnw(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(this.directory.resolve(MVNW).toString()));
		command.addAll(List.of(arguments));
		Path out = this.directory.resolve("out");
		Path err = this.directory.resolve("err");
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("PATH", this.path.toString(), "JAVA_HOME", System.getProperty("java.home"), "HOME",
					this.userHome.toString(), "MAVEN_USER_HOME", this.userHome.toString(), "TMPDIR",
					this.temporary.toString()));
		return new Run(builder.start().waitFor(), Files.readString(out), Files.readString(err));
	}

	/** What a later run could take for a Maven, and what none would remove. */
	List<Path> leftovers() throws IOException {
		try (Stream<Path> temporary = Files.list(this.temporary);
				Stream<Path> installed = Files.list(this.userHome.resolve("wrapper/dists").resolve(NAME))) {
			return Stream.concat(temporary, installed).toList();
		}
	}

	private void serve(byte[] body) {
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
			}
		});
	}

	private static Optional<Path> find(String tool) {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(Objects.requireNonNull(System.getenv("PATH")))
			.map((directory) -> Path.of(directory, tool))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static byte[] distribution(Path zip) throws IOException {
		try (FileSystem files = FileSystems.newFileSystem(zip,
				Map.of("create", true, "enablePosixFileAttributes", true))) {
			Path bin = Files.createDirectories(files.getPath(NAME, "bin"));
			writeMaven(bin.resolve("mvn"), "fetched");
		}
		return Files.readAllBytes(zip);
	}

	/** A Maven that says where it came from and with which arguments it was run. */
	private static Path writeMaven(Path file, String origin) throws IOException {
		return writeScript(file, "printf %s; printf ' <%%s>' \"$@\"; echo".formatted(origin));
	}

	private static Path writeScript(Path file, String command) throws IOException {
		Files.writeString(file, "#!/bin/sh\n%s\n".formatted(command));
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	record Run(int exitValue, String out, String err) {
	}

}
