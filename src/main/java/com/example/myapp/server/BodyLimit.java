package com.example.myapp.server;

import java.util.ArrayDeque;
import java.util.Deque;

import com.example.myapp.server.Reserve.Share.Part;
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
				Body body = new Body();
				return super.getBody().map((part) -> {
					DataBuffer taken = body.take(part);
					if (taken == null) {
						DataBufferUtils.release(part);
						throw body.isTooLong() ? new ContentTooLargeException(null)
								: new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too much is unfinished");
					}
					return taken;
				})
					.doOnTerminate(body::release)
					.doOnCancel(body::release)
					.onErrorResume(BodyLimit::hasGone, (gone) -> Flux.never());
			});
		}

	}

	/** What has come of a body, all of which its handler may hold. */
	private final class Body {

		/**
		 * The small parts that it does hold, which may be a million within the limit, or
		 * none. Netty's are slices of what was read, which do not tell whether they have
		 * been released; copies do.
		 */
		private final Deque<NettyDataBuffer> small = new ArrayDeque<>();

		private final Part smallHeld = BodyLimit.this.reserve.smallParts().new Part();

		private final Part held = BodyLimit.this.reserve.bodies().new Part();

		private int bytes;

		boolean isTooLong() {
			return this.bytes > BodyLimit.this.limit;
		}

		/** Returns the part to hand on, or null if it is too much. */
		@Nullable DataBuffer take(DataBuffer part) {
			this.bytes += part.readableByteCount();
			if (isTooLong() || !this.held.holds(this.bytes)) {
				return null;
			}
			if (part.readableByteCount() >= Reserve.SMALL_PART || !(part instanceof NettyDataBuffer slice)) {
				return part;
			}
			if (!this.smallHeld.holds(this.small.size() + 1)) {
				this.small.removeIf((earlier) -> !earlier.isAllocated());
				if (!this.smallHeld.holds(this.small.size() + 1)) {
					return null;
				}
			}
			NettyDataBuffer copy = slice.factory().wrap(Unpooled.copiedBuffer(slice.getNativeBuffer()));
			slice.release();
			this.small.add(copy);
			return copy;
		}

		void release() {
			this.held.holds(0);
			this.smallHeld.holds(0);
		}

	}

	private static boolean hasGone(Throwable failure) {
		return failure instanceof AbortedException || AbortedException.isConnectionReset(failure);
	}

}
