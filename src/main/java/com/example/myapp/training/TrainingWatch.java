package com.example.myapp.training;

import java.time.Duration;

/**
 * Ends a training run that fails or hangs: threads of the service would keep it alive.
 */
final class TrainingWatch {

	/** Long enough for an emulated processor, where a run takes minutes. */
	private static final Duration LIMIT = Duration.ofMinutes(5);

	/** A training run that succeeds ends the JVM before its main thread ends. */
	static void start(Thread main) {
		Thread watch = new Thread(() -> {
			try {
				main.join(LIMIT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			System.err.println("""
					The training run of the AOT cache failed, as reported above, or took more than 5 minutes.
					The service must start while its image is built, and respond to GET requests to training.paths
					with a status below 500. Give it what it needs, such as the address of a database, when you
					build the image, or do without the cache: BP_JVM_AOTCACHE_ENABLED=false""");
			Runtime.getRuntime().halt(1);
		}, "training-watch");
		watch.setDaemon(true);
		watch.start();
	}

}
