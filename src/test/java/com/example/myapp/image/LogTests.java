package com.example.myapp.image;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A log that is read by a program. */
class LogTests {

	/**
	 * What Paketo's launcher and the JVM print before the service runs, and nothing turns
	 * off.
	 */
	private static final String BEFORE = "Calculat.*|For more information on this calculation.*|Disabling Java Native Memory Tracking"
			+ "|Adding \\d+ container CA certificates to JVM truststore|(Spring AOT|JVM AOT Cache) Enabled, .*"
			+ "|Picked up JAVA_TOOL_OPTIONS: .*";

	@Test
	void isJsonFromTheServicesFirstLineOn() {
		try (Service service = new Service().withEnv("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
			.withEnv("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED")) {
			service.start();
			service.terminate();
			service.exitStatus(30);
			List<String> own = service.getLogs()
				.lines()
				.filter((line) -> !line.isBlank() && !line.matches(BEFORE))
				.toList();
			assertThat(own).isNotEmpty()
				.allSatisfy((line) -> assertThat(new JsonMapper().readTree(line).isObject()).isTrue());
		}
	}

}
