package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.internal.PlatformDependent;

/**
 * The memory that unfinished and waiting requests of all connections hold: a share of it
 * at most. Beyond that, each connection and each body may still hold a little.
 */
final class Reserve extends Http2ConnectionAdapter {

	/** Bytes of a read, and what was left of the one before. */
	private static final int LITTLE = 1536;

	/** Bytes of the heap that a stream of HTTP/2 takes with its request. */
	private static final int STREAM_BYTES = 8 * 1024;

	/** Bytes of the heap that a part of a body takes, however short it is. */
	private static final int PART_BYTES = 256;

	/** Parts that a body may have where those of all are too many. */
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

	/** Says that a body has so many parts by now; returns whether it may. */
	boolean takesPart(int parts) {
		boolean direct = PlatformDependent.usedDirectMemory() <= PlatformDependent.maxDirectMemory() * 3 / 5;
		return (this.parts.incrementAndGet() <= this.partLimit || parts <= FEW) && direct;
	}

	/** The body has come to its end. */
	void releaseParts(int parts) {
		this.parts.addAndGet(-parts);
	}

}
