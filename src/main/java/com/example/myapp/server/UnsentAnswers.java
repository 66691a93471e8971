package com.example.myapp.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.netty.util.concurrent.EventExecutor;

/**
 * The answers that wait for their clients to take them. Where they hold more memory than
 * they may, those of which nothing has been taken for the longest are cut off, so that
 * clients that do read are served.
 */
final class UnsentAnswers {

	/** Bytes that they may hold together. */
	private final long limit;

	/** In the order in which the clients last took some. */
	private final Set<Backlog> waiting = new LinkedHashSet<>();

	/** Bytes that they hold. */
	private long held;

	/** Of these, bytes that other event loops have been asked to free. */
	private long leaving;

	UnsentAnswers(long limit) {
		this.limit = limit;
	}

	private void update(Backlog backlog, long bytes, boolean taken) {
		for (Backlog other : makeRoom(backlog, bytes, taken)) {
			if (other.loop.inEventLoop()) {
				cut(other);
			}
			else {
				other.loop.execute(() -> cut(other));
			}
		}
	}

	/** Returns those that are to be cut off for it. */
	private synchronized List<Backlog> makeRoom(Backlog backlog, long bytes, boolean taken) {
		if (backlog.isCut) {
			return List.of();
		}
		// Nobody is cut but for what is added now.
		long ceiling = Math.max(this.held, this.limit);
		// The service made a single large answer: others do not end for all of it.
		long counted = Math.min(bytes, this.limit / 4);
		this.held += counted - backlog.bytes;
		backlog.bytes = counted;
		if (taken || bytes == 0) {
			this.waiting.remove(backlog);
		}
		if (bytes > 0) {
			this.waiting.add(backlog);
		}
		return (this.held > ceiling) ? oldest(backlog, ceiling) : List.of();
	}

	/**
	 * Picks the oldest, never the one that grows. Those of this event loop come first,
	 * for what they hold is free at once.
	 */
	private List<Backlog> oldest(Backlog growing, long ceiling) {
		List<Backlog> oldest = new ArrayList<>();
		long stays = this.held;
		for (Backlog backlog : this.waiting) {
			if (stays > ceiling && backlog != growing && backlog.loop.inEventLoop()) {
				stays -= backlog.bytes;
				oldest.add(backlog);
			}
		}
		stays -= this.leaving;
		for (Backlog backlog : this.waiting) {
			if (stays > ceiling && !backlog.loop.inEventLoop()) {
				stays -= backlog.bytes;
				oldest.add(backlog);
			}
		}
		for (Backlog backlog : oldest) {
			backlog.isCut = true;
			this.waiting.remove(backlog);
			this.leaving += backlog.bytes;
		}
		return oldest;
	}

	private void cut(Backlog backlog) {
		synchronized (this) {
			this.leaving -= backlog.bytes;
			this.held -= backlog.bytes;
		}
		backlog.cut.run();
	}

	/** What waits for one connection or one stream. */
	final class Backlog {

		private final EventExecutor loop;

		private final Runnable cut;

		private long bytes;

		private boolean isCut;

		/** Cut off by this, on its loop. */
		Backlog(EventExecutor loop, Runnable cut) {
			this.loop = loop;
			this.cut = cut;
		}

		/** So many bytes wait now, for the service has added some. */
		void grow(long bytes) {
			update(this, bytes, false);
		}

		/** So many bytes still wait, for the client has taken some. */
		void shrink(long bytes) {
			if (this.bytes > 0) {
				update(this, bytes, true);
			}
		}

	}

}
