package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.internal.PlatformDependent;

/**
 * What all connections together hold of direct memory, while their requests are
 * unfinished or wait. Less than half of it is theirs; over it, a little is left to each.
 */
final class Reserve {

	/** A read, and what was left of the one before. */
	private static final int LITTLE = 1536;

	private final AtomicLong held = new AtomicLong();

	private final long limit = PlatformDependent.maxDirectMemory() * 2 / 5;

	/** Says that a connection holds so much more; returns whether it may. */
	boolean take(int before, int now) {
		if (now == before) {
			return true;
		}
		return this.held.addAndGet(now - before) <= this.limit || now < before || now <= LITTLE;
	}

}
