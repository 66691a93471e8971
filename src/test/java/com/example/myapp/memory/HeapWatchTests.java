package com.example.myapp.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** In a JVM of its own, which must end. */
class HeapWatchTests {

	@ParameterizedTest
	@ValueSource(strings = { "Serial", "Parallel" })
	void endsAProcessWhoseHeapIsFull(String collector) throws Exception {
		Process process = process(collector, "leak");
		assertThat(output(process)).containsOnlyOnce("The heap is full");
		assertThat(process.waitFor()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Serial", "Parallel", "G1", "Z" })
	void leavesAProcessWithPeaks(String collector) throws Exception {
		Process process = process(collector, "peaks");
		assertThat(output(process)).doesNotContain("The heap is full");
		assertThat(process.waitFor()).isZero();
	}

	private static Process process(String collector, String how) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:+Use" + collector + "GC", "-cp", System.getProperty("java.class.path"), FilledHeap.class.getName(),
				how)
			.redirectErrorStream(true)
			.start();
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
