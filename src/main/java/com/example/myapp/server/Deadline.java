package com.example.myapp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Something that happens unless it is stopped in time; used on one thread. */
final class Deadline {

	private @Nullable Future<?> task;

	/** Starts it, if it does not run; returns whether it was started. */
	boolean start(EventExecutor executor, Duration limit, Runnable action) {
		if (this.task != null) {
			return false;
		}
		this.task = executor.schedule(action, limit.toMillis(), TimeUnit.MILLISECONDS);
		return true;
	}

	void stop() {
		if (this.task != null) {
			this.task.cancel(false);
			this.task = null;
		}
	}

}
