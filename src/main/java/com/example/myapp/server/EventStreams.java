package com.example.myapp.server;

import java.nio.file.Path;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Sends a stream of events as any other answer. Reactor Netty would ask for 32 more of
 * them than are on their way, and keep them for a client that does not read. It flushes
 * what it has, in both cases, when no more is there.
 */
final class EventStreams implements HttpHandlerDecoratorFactory {

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(request,
				(response instanceof ZeroCopyHttpOutputMessage) ? new Ungrouped(response) : response);
	}

	private static final class Ungrouped extends ServerHttpResponseDecorator implements ZeroCopyHttpOutputMessage {

		Ungrouped(ServerHttpResponse response) {
			super(response);
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> events) {
			return writeWith(Flux.concat(events, 1));
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
		}

	}

}
