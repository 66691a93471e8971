package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.internal.PlatformDependent;

/**
 * The direct memory that unfinished and waiting requests of all connections hold: two
 * fifths of it at most. Beyond that, each connection may still hold a little.
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
