package com.example.myapp.training;

import java.time.Duration;

/**
 * Ends a training run that fails or does not come to its end. Threads that the service
 * has started would keep the JVM alive, and the build of the image would wait for it.
 */
final class TrainingWatch {

	/** Long enough for an emulated processor, where a run takes minutes. */
	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final String ADVICE = """
			The training run of the AOT cache %s.
			The service must start while its image is built, and respond to GET requests to training.paths with a
			status below 500. Give it what it needs, such as the address of a database, when you build, or do
			without the cache: BP_JVM_AOTCACHE_ENABLED=false""";

	private TrainingWatch() {
	}

	/** A training run that succeeds ends the JVM before its main thread ends. */
	static void start(Thread main) {
		Thread watch = new Thread(() -> {
			try {
				main.join(LIMIT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			System.err.println(ADVICE.formatted(main.isAlive() ? "did not end within " + LIMIT.toMinutes() + " minutes"
					: "failed, as reported above"));
			Runtime.getRuntime().halt(1);
		}, "training-watch");
		watch.setDaemon(true);
		watch.start();
	}

}
