package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.internal.PlatformDependent;

/**
 * The memory that unfinished and waiting requests of all connections hold: a share of it
 * at most. Beyond that, each connection and each body may still hold a little. The shares
 * leave the rest to answers, and to the service.
 */
final class Reserve extends Http2ConnectionAdapter {

	/** Bytes of a read, and what was left of the one before. */
	private static final int LITTLE = 1536;

	/** Bytes of the heap that a stream of HTTP/2 takes with its request. */
	private static final int STREAM_BYTES = 8 * 1024;

	/** Bytes of the heap that a part of a body takes, however small it is. */
	static final int PART_BYTES = 256;

	/** Small parts that a body may have where those of all are too many. */
	private static final int FEW = 64;

	private final long directLimit = PlatformDependent.maxDirectMemory() * 2 / 5;

	private final long streamLimit;

	private final long partLimit;

	private final AtomicLong held = new AtomicLong();

	private final AtomicInteger streams = new AtomicInteger();

	private final AtomicInteger parts = new AtomicInteger();

	Reserve(long heap) {
		this.streamLimit = heap / 4 / STREAM_BYTES;
		this.partLimit = heap / 8 / PART_BYTES;
	}

	/**
	 * Says that a connection holds so much more direct memory of what has not been let
	 * in; returns whether it may.
	 */
	boolean take(int before, int now) {
		if (now == before) {
			return true;
		}
		return this.held.addAndGet(now - before) <= this.directLimit || now < before || now <= LITTLE;
	}

	/** Counts the streams of a connection; an upgrade has made one already. */
	void count(Http2Connection connection) {
		this.streams.addAndGet(connection.numActiveStreams());
		connection.addListener(this);
	}

	/** Whether a connection may have as many streams as it has. */
	boolean takesStreams(Http2Connection connection) {
		return this.streams.get() <= this.streamLimit || connection.numActiveStreams() <= 1;
	}

	@Override
	public void onStreamActive(Http2Stream stream) {
		this.streams.incrementAndGet();
	}

	@Override
	public void onStreamClosed(Http2Stream stream) {
		this.streams.decrementAndGet();
	}

	/** Says that a body holds so many small parts more; returns whether it may. */
	boolean takeSmallParts(int before, int now) {
		return this.parts.addAndGet(now - before) <= this.partLimit || now <= FEW;
	}

	/** Whether there is direct memory for what handlers hold of bodies. */
	static boolean hasDirectMemory() {
		return PlatformDependent.usedDirectMemory() <= PlatformDependent.maxDirectMemory() * 3 / 5;
	}

}
