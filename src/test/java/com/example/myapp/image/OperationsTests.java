package com.example.myapp.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.MountableFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators bring works in the image: agents, a debugger, JMX, the Flight Recorder.
 */
class OperationsTests {

	@Test
	void agentsFindTheModulesThatServicesUse(@TempDir Path directory) throws IOException {
		Path agent = agent(directory.resolve("agent.jar"));
		try (Service service = new Service().withEnv("JAVA_TOOL_OPTIONS", "-javaagent:/tmp/agent.jar")
			.withCopyFileToContainer(MountableFile.forHostPath(agent, 0444), "/tmp/agent.jar")) {
			service.start();
			assertThat(service.getLogs()).contains(RuntimeAgent.READY);
		}
	}

	@Test
	void aDebuggerAttaches() throws IOException {
		byte[] handshake = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
		try (Service service = new Service().withEnv("BPL_DEBUG_ENABLED", "true").withExposedPorts(8080, 8000)) {
			service.start();
			try (Socket socket = new Socket("127.0.0.1", service.getMappedPort(8000))) {
				socket.setSoTimeout(5000);
				socket.getOutputStream().write(handshake);
				byte[] answer = new byte[handshake.length];
				new DataInputStream(socket.getInputStream()).readFully(answer);
				assertThat(answer).isEqualTo(handshake);
			}
		}
	}

	@Test
	void jmxAnswers() throws IOException {
		// JMX tells its clients the port to come back to: it must be the same outside.
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		try (Service service = new Service().withEnv("BPL_JMX_ENABLED", "true")
			.withEnv("BPL_JMX_PORT", Integer.toString(port))) {
			service.setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(port)));
			service.start();
			JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
			try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
				RuntimeMXBean runtime = ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(),
						RuntimeMXBean.class);
				assertThat(runtime.getSpecVersion()).isEqualTo("25");
			}
		}
	}

	@Test
	void flightRecorderLeavesItsRecording() throws IOException {
		try (Service service = new Service().withEnv("BPL_JFR_ENABLED", "true")) {
			service.start();
			service.terminate();
			service.exitStatus(30);
			try (InputStream recording = service.getDockerClient()
				.copyArchiveFromContainerCmd(service.getContainerId(), "/tmp/recording.jfr")
				.exec()) {
				// After tar's header of 512 bytes: the magic of a recording.
				assertThat(new String(recording.readNBytes(515), 512, 3, StandardCharsets.US_ASCII)).isEqualTo("FLR");
			}
		}
	}

	private static Path agent(Path jar) throws IOException {
		String entry = RuntimeAgent.class.getName().replace('.', '/') + ".class";
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), RuntimeAgent.class.getName());
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file, manifest);
				InputStream in = RuntimeAgent.class.getResourceAsStream("/" + entry)) {
			out.putNextEntry(new JarEntry(entry));
			in.transferTo(out);
		}
		return jar;
	}

}
