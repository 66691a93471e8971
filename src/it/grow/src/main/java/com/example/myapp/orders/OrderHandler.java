package com.example.myapp.orders;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.Validator;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;

@Component
class OrderHandler {

	private final Validator validator;

	private final AtomicInteger deleted = new AtomicInteger();

	OrderHandler(Validator validator) {
		this.validator = validator;
	}

	Mono<ServerResponse> show(ServerRequest request) {
		return ServerResponse.ok().bodyValue(Map.of("id", Long.valueOf(request.pathVariable("id"))));
	}

	Mono<ServerResponse> list(ServerRequest request) {
		return ServerResponse.ok()
			.bodyValue(Map.of("status", request.queryParam("status").orElse("any"), "deleted", this.deleted.get()));
	}

	Mono<ServerResponse> create(ServerRequest request) {
		return request.bodyToMono(Order.class)
			.doOnNext(this::validate)
			.flatMap((order) -> ServerResponse.created(URI.create("/orders/7")).bodyValue(order));
	}

	Mono<ServerResponse> delete(ServerRequest request) {
		this.deleted.incrementAndGet();
		return ServerResponse.noContent().build();
	}

	Mono<ServerResponse> note(ServerRequest request) {
		return request.bodyToMono(String.class)
			.flatMap((text) -> ServerResponse.ok().bodyValue(Map.of("length", text.length())));
	}

	Mono<ServerResponse> form(ServerRequest request) {
		return request.formData().flatMap((form) -> ServerResponse.ok().bodyValue(form.toSingleValueMap()));
	}

	Mono<ServerResponse> parts(ServerRequest request) {
		return request.multipartData().flatMap((parts) -> {
			Part note = parts.getFirst("note");
			Part file = parts.getFirst("file");
			if (!(note instanceof FormFieldPart field) || !(file instanceof FilePart upload)) {
				return Mono.error(new ServerWebInputException("A note and a file are needed"));
			}
			return count(upload.content().map(OrderHandler::size)).flatMap((bytes) -> ServerResponse.ok()
				.bodyValue(Map.of("note", field.value(), "file", upload.filename(), "bytes", bytes)));
		});
	}

	Mono<ServerResponse> upload(ServerRequest request) {
		return count(request.bodyToFlux(DataBuffer.class).map(OrderHandler::size))
			.flatMap((bytes) -> ServerResponse.ok().bodyValue(Map.of("bytes", bytes)));
	}

	private void validate(Order order) {
		if (!this.validator.validate(order).isEmpty()) {
			throw new ServerWebInputException("Invalid order");
		}
	}

	private static Mono<Long> count(reactor.core.publisher.Flux<Integer> sizes) {
		return sizes.reduce(0L, Long::sum);
	}

	private static int size(DataBuffer buffer) {
		int size = buffer.readableByteCount();
		DataBufferUtils.release(buffer);
		return size;
	}

}
