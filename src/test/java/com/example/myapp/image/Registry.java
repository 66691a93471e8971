package com.example.myapp.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** A registry of its own on a free port of the loopback. */
class Registry implements AutoCloseable {

	private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

	private final Process process;

	private final String address;

	Registry(Path directory) throws IOException {
		assumeThat(PROGRAM).as("There is no registry here; get one: apt-get install docker-registry").isExecutable();
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		this.address = "127.0.0.1:" + port;
		Path configuration = Files.writeString(directory.resolve("config.yml"), """
				version: 0.1
				http: {addr: "%s"}
				storage: {filesystem: {rootdirectory: "%s"}}
				""".formatted(this.address, directory));
		this.process = new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		await("the registry").ignoreExceptions().until(() -> {
			new Socket(InetAddress.getLoopbackAddress(), port).close();
			return true;
		});
	}

	/** Host and port, as they stand before an image's name. */
	String address() {
		return this.address;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
