package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.netty.util.internal.PlatformDependent;

/**
 * The memory that requests and answers of all connections hold: a share of it at most for
 * each kind. The shares of direct memory add up to eleven tenths of it: they are hardly
 * ever all used up at once.
 *
 * @param waiting bytes of direct memory that a connection holds of what has not been let
 * in, or of a WebSocket's frame
 * @param requests bytes of the heap that the requests of a connection take which have
 * come and whose answers have not left
 * @param bodies bytes of a body that its handler may hold; they count where direct memory
 * is short
 * @param smallParts small parts that a handler holds of a body
 * @param answers bytes of direct memory that wait for the client of a connection
 * @param streamAnswers bytes of direct memory or of the heap that wait for the client of
 * a stream of HTTP/2
 */
record Reserve(Share waiting, Share requests, Share bodies, Share smallParts, UnsentAnswers answers,
		UnsentAnswers streamAnswers) {

	/** Bytes of a part that takes more of the heap than it has itself. */
	static final int SMALL_PART = 256;

	/** Bytes of a read, and what was left of the one before. */
	private static final int FEW_BYTES = 1536;

	/** Bytes of the heap that a request takes, and each field of it. */
	private static final int REQUEST_BYTES = 8 * 1024;

	private static final int FIELD_BYTES = 160;

	/** Small parts that a body may have where those of all are too many. */
	private static final int FEW_PARTS = 64;

	/** The shares of a heap of so many bytes, and of the direct memory. */
	static Reserve of(long heap) {
		long direct = PlatformDependent.maxDirectMemory();
		return new Reserve(new Share(direct * 2 / 5, FEW_BYTES), new Share(heap / 4, 2 * REQUEST_BYTES - 1),
				new Share(direct / 5, 0, () -> isDirectUsed(0.6)), new Share(heap / 8 / SMALL_PART, FEW_PARTS),
				new UnsentAnswers(direct * 3 / 10, () -> isDirectUsed(0.75)),
				new UnsentAnswers(Math.min(direct / 5, heap / 8), () -> true));
	}

	/** Bytes of the heap that a request with so many fields takes. */
	static int requestBytes(int fields) {
		return REQUEST_BYTES + fields * FIELD_BYTES;
	}

	/**
	 * Whether more than this part of the direct memory is in use, or kept by the
	 * allocator for later use.
	 */
	static boolean isDirectUsed(double part) {
		return PlatformDependent.usedDirectMemory() > PlatformDependent.maxDirectMemory() * part;
	}

	/**
	 * What all may hold together. Beyond it, while memory is short, each may still hold a
	 * little.
	 */
	static final class Share {

		private final long limit;

		private final long little;

		private final BooleanSupplier memoryIsShort;

		private final AtomicLong held = new AtomicLong();

		Share(long limit, long little) {
			this(limit, little, () -> true);
		}

		Share(long limit, long little, BooleanSupplier memoryIsShort) {
			this.limit = limit;
			this.little = little;
			this.memoryIsShort = memoryIsShort;
		}

		/** What one connection or one body holds of it. */
		final class Part {

			private long bytes;

			/**
			 * Says how much it holds now. Returns whether it may; if it may not, what it
			 * held before still counts.
			 */
			boolean holds(long now) {
				long more = now - this.bytes;
				if (more != 0 && Share.this.held.addAndGet(more) > Share.this.limit && more > 0
						&& now > Share.this.little && Share.this.memoryIsShort.getAsBoolean()) {
					Share.this.held.addAndGet(-more);
					return false;
				}
				this.bytes = now;
				return true;
			}

		}

	}

}
