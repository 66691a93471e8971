package com.example.myapp.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.netty.util.concurrent.EventExecutor;

/**
 * The answers that wait for their clients to take them. Where they hold more memory than
 * they may, those that nobody reads are cut off, the oldest first, so that clients that
 * do read are served.
 */
final class UnsentAnswers {

	/** Bytes that they may hold together, and more while memory is not short. */
	private final long limit;

	private final BooleanSupplier memoryIsShort;

	/** In the order in which the clients last took some. */
	private final Set<Backlog> waiting = new LinkedHashSet<>();

	/** Bytes that they hold. */
	private long held;

	UnsentAnswers(long limit, BooleanSupplier memoryIsShort) {
		this.limit = limit;
		this.memoryIsShort = memoryIsShort;
	}

	private void update(Backlog backlog, long bytes, boolean taken) {
		for (Backlog other : makeRoom(backlog, bytes, taken)) {
			if (other.loop.inEventLoop()) {
				// What is added next needs the memory.
				other.cut.run();
			}
			else {
				other.loop.execute(other.cut);
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
		backlog.isRead |= taken;
		if (taken || bytes == 0) {
			this.waiting.remove(backlog);
		}
		if (bytes > 0) {
			this.waiting.add(backlog);
		}
		return (this.held > ceiling && this.memoryIsShort.getAsBoolean()) ? oldest(backlog, ceiling) : List.of();
	}

	/**
	 * Picks first those whose clients have never taken any, for a new connection that
	 * reads nothing is younger than one that is read slowly; and of them those of this
	 * event loop, for what they hold is free at once.
	 */
	private List<Backlog> oldest(Backlog growing, long ceiling) {
		List<Backlog> others = new ArrayList<>(this.waiting);
		others.remove(growing);
		others.forEach(this::look);
		others.sort(Comparator.comparing((Backlog other) -> other.isRead)
			.thenComparing((other) -> !other.loop.inEventLoop()));
		List<Backlog> oldest = new ArrayList<>();
		for (Backlog other : others) {
			if (this.held <= ceiling) {
				break;
			}
			other.isCut = true;
			this.waiting.remove(other);
			this.held -= other.bytes;
			oldest.add(other);
		}
		return oldest;
	}

	private void look(Backlog backlog) {
		if (backlog.loop.inEventLoop() && backlog.hasTaken.getAsBoolean()) {
			backlog.isRead = true;
			this.waiting.remove(backlog);
			this.waiting.add(backlog);
		}
	}

	/** What waits for one connection or one stream. */
	final class Backlog {

		private final EventExecutor loop;

		private final BooleanSupplier hasTaken;

		private final Runnable cut;

		private long bytes;

		private boolean isRead;

		private boolean isCut;

		/**
		 * Creates one.
		 * @param loop the event loop of the other two
		 * @param hasTaken whether the client has taken some since it was last asked
		 * @param cut cuts the client off
		 */
		Backlog(EventExecutor loop, BooleanSupplier hasTaken, Runnable cut) {
			this.loop = loop;
			this.hasTaken = hasTaken;
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
