package com.example.myapp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Something that happens unless it is stopped in time; used on one thread. */
final class Deadline {

	private final long millis;

	private @Nullable Future<?> task;

	Deadline(Duration limit) {
		this.millis = limit.toMillis();
	}

	/** Starts it, if it does not run; returns whether it was started. */
	boolean start(EventExecutor executor, Runnable action) {
		if (this.task != null) {
			return false;
		}
		this.task = executor.schedule(action, this.millis, TimeUnit.MILLISECONDS);
		return true;
	}

	void stop() {
		if (this.task != null) {
			this.task.cancel(false);
			this.task = null;
		}
	}

}
