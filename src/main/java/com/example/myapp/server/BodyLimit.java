package com.example.myapp.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets a body fail that turns out longer than the limit while it is read, whatever reads
 * it and over which version of HTTP, as Spring's 413; and one for which there is no
 * memory left, as a 503. A client that has gone is no failure: Reactor Netty cancels the
 * handler, which would log it as an error.
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
				AtomicInteger parts = new AtomicInteger();
				return super.getBody().doOnNext((part) -> {
					boolean fits = BodyLimit.this.reserve.takesPart(parts.incrementAndGet());
					boolean tooLong = length.addAndGet(part.readableByteCount()) > BodyLimit.this.limit;
					if (tooLong || !fits) {
						DataBufferUtils.release(part);
						throw tooLong ? new ContentTooLargeException(null)
								: new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too much is unfinished");
					}
				})
					.doFinally((end) -> BodyLimit.this.reserve.releaseParts(parts.get()))
					.onErrorResume(BodyLimit::hasGone, (gone) -> Flux.never());
			});
		}

	}

	private static boolean hasGone(Throwable failure) {
		return failure instanceof AbortedException || AbortedException.isConnectionReset(failure);
	}

}
