package com.example.myapp.training;

import java.time.Duration;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends a training run that fails or does not come to its end. Threads that the service
 * has started would keep the JVM alive, and the build of the image would wait for it.
 */
class TrainingWatch implements ApplicationListener<SpringApplicationEvent> {

	/** Long enough for an emulated processor, where a run takes minutes. */
	private static final Duration LIMIT = Duration.ofMinutes(5);

	/** For Spring Boot to report a failure before the JVM ends. */
	private static final Duration REPORT = Duration.ofSeconds(10);

	private static final String ADVICE = """
			The training run of the AOT cache %s.
			The service must start while its image is built, and answer GET requests to the paths in
			training.paths (application.yaml) with a status below 500. Give it what it needs, such as the
			address of a database, in <env> of pom.xml, or do without the cache:
			BP_JVM_AOTCACHE_ENABLED=false""";

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (TrainingRun.isOn()) {
			if (event instanceof ApplicationStartingEvent) {
				watch(Thread.currentThread(), LIMIT, "did not end within " + LIMIT.toMinutes() + " minutes");
			}
			else if (event instanceof ApplicationFailedEvent) {
				watch(Thread.currentThread(), REPORT, "failed, as reported above");
			}
		}
	}

	private static void watch(Thread main, Duration limit, String outcome) {
		Thread watch = new Thread(() -> {
			try {
				main.join(limit.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			System.err.println(ADVICE.formatted(outcome));
			Runtime.getRuntime().halt(1);
		}, "training-watch");
		watch.setDaemon(true);
		watch.start();
	}

}
