package com.example.myapp.image;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.opentelemetry.javaagent.OpenTelemetryAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

/** OpenTelemetry's Java agent, given at launch. */
class GrownAgentTests {

	private static final Path AGENT = agent();

	@RegisterExtension
	static final GrownService service = new GrownService().reading(AGENT)
		.with("JAVA_TOOL_OPTIONS", "-javaagent:" + AGENT)
		.with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:{port}")
		// Not from the starter.
		.with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://localhost:{port}/elsewhere")
		.with("OTEL_METRICS_EXPORTER", "none")
		.with("OTEL_LOGS_EXPORTER", "none");

	@Test
	void exportsTraces() throws Exception {
		service.get("/");
		// An export every 5 s.
		await().atMost(Duration.ofSeconds(30)).until(() -> !service.get("/collected").body().equals("{\"traces\":0}"));
	}

	private static Path agent() {
		try {
			Path jar = Path.of(OpenTelemetryAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			// The user of the image may not read Maven's repository.
			Path copy = Path.of("target", "test-classes", "agent.jar").toAbsolutePath();
			return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException | URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
