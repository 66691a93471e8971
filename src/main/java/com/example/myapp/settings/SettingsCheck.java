package com.example.myapp.settings;

import java.util.List;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops the start at a value that cannot be used, before anything else takes it, with a
 * line that names the variable. Each component would tell it in its own way, some in a
 * stack trace.
 */
class SettingsCheck implements EnvironmentPostProcessor {

	static final List<Setting<?>> SETTINGS = List.of(Setting.number("server.port", 0, 65535),
			Setting.number("limits.connections", 1, 1_000_000), Setting.time("limits.head", 1),
			Setting.time("limits.request", 1), Setting.size("limits.body", 0), Setting.time("limits.linger", 0),
			Setting.time("limits.drain", 0), Setting.time("server.netty.idle-timeout", 1),
			Setting.size("server.max-http-request-header-size", 64),
			Setting.size("server.netty.max-initial-line-length", 64), Setting.level("logging.level.root"),
			Setting.level("logging.level.access"),
			Setting.choice("logging.structured.format.console", "ecs|gelf|logstash"));

	/**
	 * Checks the settings.
	 * @throws FailureAnalyzedException if a value cannot be used
	 */
	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Binder binder = Binder.get(environment);
		SETTINGS.forEach((setting) -> check(setting, binder, environment));
	}

	private static <T> void check(Setting<T> setting, Binder binder, ConfigurableEnvironment environment) {
		String value = environment.getProperty(setting.property());
		boolean usable;
		try {
			usable = binder.bind(setting.property(), setting.type()).map(setting.usable()::test).orElse(value == null);
		}
		catch (BindException ex) {
			usable = false;
		}
		if (!usable) {
			throw new FailureAnalyzedException("%s (%s) cannot be \"%s\": expected is %s.".formatted(setting.variable(),
					setting.property(), value, setting.expected()), null);
		}
	}

}
