package com.example.myapp.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Runs work that can wait in small batches. Between two, the event loop reads what has
 * arrived, so new requests come first.
 */
final class Turns {

	private static final int AT_ONCE = 16;

	private final FastThreadLocal<Queue<Runnable>> waiting = new FastThreadLocal<>() {
		@Override
		protected Queue<Runnable> initialValue() {
			return new ArrayDeque<>();
		}
	};

	/** Must be called on the loop; the turn comes there later. */
	void await(EventExecutor loop, Runnable turn) {
		Queue<Runnable> waiting = this.waiting.get();
		waiting.add(turn);
		if (waiting.size() == 1) {
			schedule(loop, waiting);
		}
	}

	/**
	 * A scheduled task runs after the next look at what has arrived, others before it.
	 */
	private static void schedule(EventExecutor loop, Queue<Runnable> waiting) {
		loop.schedule(() -> {
			for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
				loop.execute(waiting.remove());
			}
			if (!waiting.isEmpty()) {
				schedule(loop, waiting);
			}
		}, 0, TimeUnit.NANOSECONDS);
	}

}
