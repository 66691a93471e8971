package com.example.myapp.image;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.example.myapp.build.ImageSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The linked Java runtime has the modules that the service uses, and no other. */
class RuntimeModulesTests {

	private static final Pattern NAMED = Pattern.compile("--add-modules (\\S+)");

	private static final Pattern USED = Pattern.compile("source: jrt:/(\\S+)");

	private static final Pattern MISSED = Pattern.compile("NoClassDefFoundError'[^:]*: ((?:java|javax|jdk|sun)/[^>]+)");

	@Test
	void areThoseInUse() throws Exception {
		String named = all(NAMED, new ImageSettings().environment().toString()).iterator().next();
		// Classes of an AOT cache do not tell where they are from.
		try (Service service = new Service().withEnv("JAVA_TOOL_OPTIONS",
				"-XX:AOTMode=off -Xlog:class+load -Xlog:exceptions")) {
			service.start();
			service.terminate();
			service.exitStatus(30);
			String log = service.getLogs();
			assertThat(all(USED, log)).containsExactlyInAnyOrder(named.split(","));
			// Netty asks whether there is a flight recorder, and does without.
			assertThat(all(MISSED, log)).containsExactly("jdk/jfr/FlightRecorder");
		}
	}

	private static Set<String> all(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).collect(Collectors.toSet());
	}

}
