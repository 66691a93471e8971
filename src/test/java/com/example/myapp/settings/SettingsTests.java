package com.example.myapp.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.example.myapp.MyApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The settings are those of the README, and a wrong value is told in one line. */
class SettingsTests {

	@SuppressWarnings("unused")
	private static final Iterable<Setting<?>> SETTINGS = SettingsCheck.SETTINGS;

	@ParameterizedTest
	@FieldSource("SETTINGS")
	void namesTheVariableOfAValueThatCannotBeUsed(Setting<?> setting) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> check(setting.variable(), "5 apples"))
			.withMessage("%s (%s) cannot be \"5 apples\": expected is %s.", setting.variable(), setting.property(),
					setting.expected())
			.withMessageNotContaining("\n");
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT, 65536", "SERVER_PORT, ''", "LIMITS_CONNECTIONS, 0", "LIMITS_HEAD, 0s",
			"LIMITS_HEAD, 25h", "LIMITS_DRAIN, -1s", "LIMITS_BODY, 2TB", "SERVER_MAXHTTPREQUESTHEADERSIZE, 1B" })
	void refusesWhatIsOutOfRange(String variable, String value) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> check(variable, value));
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PORT, 0", "LIMITS_HEAD, 1500ms", "LIMITS_HEAD, 1d", "LIMITS_BODY, 0B",
			"LOGGING_LEVEL_ACCESS, info", "LOGGING_STRUCTURED_FORMAT_CONSOLE, ecs",
			"LOGGING_STRUCTURED_FORMAT_CONSOLE, ''" })
	void takesWhatCanBeUsed(String variable, String value) {
		assertThatCode(() -> check(variable, value)).doesNotThrowAnyException();
	}

	@Test
	void endsTheStartAtOnce() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> SpringApplication.run(MyApplication.class, "--server.port=70000"));
	}

	@Test
	void areThoseOfTheReadme() throws IOException {
		PropertySource<?> defaults = new YamlPropertySourceLoader()
			.load("defaults", new ClassPathResource("application.yaml"))
			.get(0);
		Map<String, String> expected = SettingsCheck.SETTINGS.stream()
			.collect(Collectors.toMap(Setting::variable,
					(setting) -> Objects.toString(defaults.getProperty(setting.property()), "")));
		// Spring Boot's.
		expected.put("LOGGING_LEVEL_ROOT", "info");
		assertThat(readme()).containsExactlyInAnyOrderEntriesOf(expected);
	}

	/**
	 * Of each row the variable and its default, without those of the JVM and of the
	 * image's launcher.
	 */
	private static Map<String, String> readme() throws IOException {
		String section = Files.readString(Path.of("README.md")).replaceFirst("(?s).*\n## Settings\n(.*?)\n## .*", "$1");
		return Pattern.compile("^\\| `(?!JAVA|BPL)([A-Z_]+)` \\| (?:`(.+?)`)? ?\\|", Pattern.MULTILINE)
			.matcher(section)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> Objects.toString(row.group(2), "")));
	}

	private static void check(String variable, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, value)));
		ConfigurationPropertySources.attach(environment);
		new SettingsCheck().postProcessEnvironment(environment, new SpringApplication());
	}

}
