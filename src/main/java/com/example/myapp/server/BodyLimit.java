package com.example.myapp.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets a body fail that turns out longer than the limit while it is read, whatever reads
 * it and over which version of HTTP, as Spring's 413; and one that there is no memory
 * for, as a 503. A client that has gone is no failure: Reactor Netty cancels the handler,
 * which would log it as an error.
 */
final class BodyLimit implements HttpHandlerDecoratorFactory {

	private final long limit;

	private final Reserve reserve;

	BodyLimit(long limit, Reserve reserve) {
		this.limit = limit;
		this.reserve = reserve;
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(new Limited(request), response);
	}

	private final class Limited extends ServerHttpRequestDecorator {

		Limited(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.defer(() -> {
				AtomicLong length = new AtomicLong();
				SmallParts small = new SmallParts();
				return super.getBody().map((part) -> {
					boolean tooLong = length.addAndGet(part.readableByteCount()) > BodyLimit.this.limit;
					DataBuffer taken = (tooLong || !Reserve.hasDirectMemory()) ? null : small.take(part);
					if (taken == null) {
						DataBufferUtils.release(part);
						throw tooLong ? new ContentTooLargeException(null)
								: new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too much is unfinished");
					}
					return taken;
				})
					.doOnTerminate(() -> small.count(0))
					.doOnCancel(() -> small.count(0))
					.onErrorResume(BodyLimit::hasGone, (gone) -> Flux.never());
			});
		}

	}

	/**
	 * The small parts of a body that its handler holds, which may be a million within the
	 * limit, or none. Netty's are slices of what was read, which do not tell whether they
	 * have been released; copies do.
	 */
	private final class SmallParts {

		private final Deque<NettyDataBuffer> held = new ArrayDeque<>();

		private int counted;

		/** Returns the part to hand on, or null if there is no memory for it. */
		@Nullable DataBuffer take(DataBuffer part) {
			if (part.readableByteCount() >= Reserve.SMALL_PART || !(part instanceof NettyDataBuffer slice)) {
				return part;
			}
			if (!count(this.held.size() + 1)) {
				this.held.removeIf((earlier) -> !earlier.isAllocated());
				if (!count(this.held.size() + 1)) {
					return null;
				}
			}
			NettyDataBuffer copy = slice.factory().wrap(Unpooled.copiedBuffer(slice.getNativeBuffer()));
			slice.release();
			this.held.add(copy);
			return copy;
		}

		boolean count(int now) {
			int before = this.counted;
			this.counted = now;
			return BodyLimit.this.reserve.smallParts().take(before, now);
		}

	}

	private static boolean hasGone(Throwable failure) {
		return failure instanceof AbortedException || AbortedException.isConnectionReset(failure);
	}

}
