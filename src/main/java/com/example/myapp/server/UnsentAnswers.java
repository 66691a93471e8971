package com.example.myapp.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.netty.util.concurrent.EventExecutor;

/**
 * The answers that wait for their clients to take them. Where they hold more memory than
 * they may, those that have waited the longest are cut off, so that who reads is served.
 */
final class UnsentAnswers {

	/** Bytes that they may hold together. */
	private final long limit;

	/** In the order in which they last moved. */
	private final Set<Answer> waiting = new LinkedHashSet<>();

	/** Bytes that they hold. */
	private long held;

	/** Of these, bytes that other event loops have been asked to free. */
	private long leaving;

	UnsentAnswers(long limit) {
		this.limit = limit;
	}

	private void move(Answer answer, long bytes) {
		for (Answer other : makeRoom(answer, bytes)) {
			if (other.loop.inEventLoop()) {
				cut(other);
			}
			else {
				other.loop.execute(() -> cut(other));
			}
		}
	}

	/** Returns those that are to be cut off for it. */
	private synchronized List<Answer> makeRoom(Answer answer, long bytes) {
		if (answer.isCut) {
			return List.of();
		}
		long most = Math.max(this.held, this.limit);
		this.held += bytes - answer.bytes;
		answer.bytes = bytes;
		this.waiting.remove(answer);
		if (bytes > 0) {
			this.waiting.add(answer);
		}
		return (this.held > most) ? oldestBut(answer, most) : List.of();
	}

	/**
	 * None that holds no more than each may. Those of this event loop come first, for
	 * what they hold is free at once.
	 */
	private List<Answer> oldestBut(Answer growing, long most) {
		long share = this.limit / this.waiting.size();
		List<Answer> oldest = new ArrayList<>();
		long stays = this.held;
		for (Answer answer : this.waiting) {
			if (stays > most && answer != growing && answer.bytes > share && answer.loop.inEventLoop()) {
				stays -= answer.bytes;
				oldest.add(answer);
			}
		}
		stays -= this.leaving;
		for (Answer answer : this.waiting) {
			if (stays > most && answer.bytes > share && !answer.loop.inEventLoop()) {
				stays -= answer.bytes;
				oldest.add(answer);
			}
		}
		for (Answer answer : oldest) {
			answer.isCut = true;
			this.waiting.remove(answer);
			this.leaving += answer.bytes;
		}
		return oldest;
	}

	private void cut(Answer answer) {
		synchronized (this) {
			this.leaving -= answer.bytes;
			this.held -= answer.bytes;
		}
		answer.cut.run();
	}

	/** One of them, or all of a connection. */
	final class Answer {

		private final EventExecutor loop;

		private final Runnable cut;

		private long bytes;

		private boolean isCut;

		/** Cut off by this, on its loop. */
		Answer(EventExecutor loop, Runnable cut) {
			this.loop = loop;
			this.cut = cut;
		}

		/** Says that so many bytes wait now, since some have been added or taken. */
		void move(long bytes) {
			UnsentAnswers.this.move(this, bytes);
		}

	}

}
