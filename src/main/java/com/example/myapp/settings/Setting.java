package com.example.myapp.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

import org.springframework.boot.logging.LogLevel;
import org.springframework.util.unit.DataSize;

/**
 * A property that can be set by an environment variable.
 *
 * @param <T> what its value is converted to
 * @param property the name of the property
 * @param type what its value is converted to
 * @param usable whether a value of that type can be used
 * @param expected what can be used, to follow "expected is"
 */
record Setting<T>(String property, Class<T> type, Predicate<T> usable, String expected) {

	static Setting<Integer> number(String property, int from, int to) {
		return new Setting<>(property, Integer.class, (number) -> number >= from && number <= to,
				"a number from " + from + " to " + to);
	}

	/** A time of so many milliseconds at least. */
	static Setting<Duration> time(String property, int from) {
		return new Setting<>(property, Duration.class,
				(time) -> time.compareTo(Duration.ofMillis(from)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0,
				"a time from " + from + "ms to 1d, such as 10s");
	}

	/** A size of so many bytes at least; Netty counts in an int. */
	static Setting<DataSize> size(String property, int from) {
		return new Setting<>(property, DataSize.class, (size) -> size.toBytes() >= from && size.toMegabytes() < 1024,
				"a size from " + from + "B to below 1GB, such as 8KB");
	}

	static Setting<LogLevel> level(String property) {
		return new Setting<>(property, LogLevel.class, (level) -> true, "off, error, warn, info, debug or trace");
	}

	static Setting<String> choice(String property, String choices) {
		return new Setting<>(property, String.class, (choice) -> choice.matches("|" + choices),
				"one of " + choices.replace("|", ", "));
	}

	/**
	 * The environment variable, as Spring Boot derives it: dots become underscores, and
	 * dashes are left out.
	 */
	String variable() {
		return this.property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

}
