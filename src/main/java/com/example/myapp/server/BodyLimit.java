package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ContentTooLargeException;

/**
 * Lets a body fail that turns out longer than the limit while it is read, whatever reads
 * it and over which version of HTTP, as Spring's 413. A client that has gone is no
 * failure: Reactor Netty cancels the handler, which would log it as an error.
 */
final class BodyLimit implements HttpHandlerDecoratorFactory {

	private final long limit;

	BodyLimit(long limit) {
		this.limit = limit;
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(new Limited(request, this.limit), response);
	}

	private static final class Limited extends ServerHttpRequestDecorator {

		private final long limit;

		Limited(ServerHttpRequest request, long limit) {
			super(request);
			this.limit = limit;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.defer(() -> {
				AtomicLong length = new AtomicLong();
				return super.getBody().doOnNext((part) -> {
					if (length.addAndGet(part.readableByteCount()) > this.limit) {
						DataBufferUtils.release(part);
						throw new ContentTooLargeException(null);
					}
				}).onErrorResume(Limited::hasGone, (gone) -> Flux.never());
			});
		}

		private static boolean hasGone(Throwable failure) {
			return failure instanceof AbortedException || AbortedException.isConnectionReset(failure);
		}

	}

}
