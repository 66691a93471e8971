package com.example.myapp.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.example.myapp.MyApplication;
import com.example.myapp.http.RootRoute;
import com.example.myapp.http.ServerLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * A training run in a JVM of its own, as the Spring Boot buildpack starts it.
 */
@Tag("slow")
@Timeout(120)
class TrainingRunTests {

	@Test
	void endsOnceTheServiceHasAnswered() throws Exception {
		Outcome outcome = train(MyApplication.class);
		assertThat(ServerLog.warnings(outcome.log())).isEmpty();
		assertThat(outcome.status()).isZero();
	}

	@Test
	void takesAnyStatusBelow500ForAnAnswer() throws Exception {
		assertThat(train(MyApplication.class, "--training.paths=/absent").status()).isZero();
	}

	@Test
	void failsWhenTheServiceCannotAnswerAndSaysWhy() throws Exception {
		Outcome outcome = train(Broken.class, "--training.paths=/broken");
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.log()).contains("the cause of it", "got status 500 in answer to GET /broken",
				"training.paths");
	}

	@Test
	void failsWhenTheServiceCannotStartThoughItsThreadsLiveOn() throws Exception {
		Outcome outcome = train(Unstartable.class);
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.log()).contains("the cause of it", "failed, as reported above");
	}

	/**
	 * Without what is for development only, should you add it: an image has none of it.
	 */
	private static Outcome train(Class<?> application, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dspring.context.exit=onRefresh",
				"-Dspring.docker.compose.enabled=false", "-Dspring.devtools.restart.enabled=false", "-cp",
				System.getProperty("java.class.path"), application.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Outcome(process.waitFor(), log);
	}

	private record Outcome(int status, String log) {
	}

	/** A service that fails at each request. */
	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		RouterFunction<ServerResponse> broken() {
			return route().GET("/broken", (request) -> {
				throw new IllegalStateException("the cause of it");
			}).build();
		}

		public static void main(String[] args) {
			SpringApplication.run(new Class<?>[] { MyApplication.class, Broken.class, RootRoute.class }, args);
		}

	}

	/** A service that fails at its start and leaves a thread behind. */
	@Configuration(proxyBeanMethods = false)
	static class Unstartable {

		@Bean
		Object fails() {
			new Thread(LockSupport::park).start();
			throw new NoClassDefFoundError("the cause of it");
		}

		public static void main(String[] args) {
			SpringApplication.run(new Class<?>[] { MyApplication.class, Unstartable.class }, args);
		}

	}

}
