package com.example.myapp.hello;

import java.util.Comparator;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.NotAcceptableStatusException;

/** Answers the routes of {@link HelloRoutes}; a failure travels in the {@link Mono}. */
@Component
class HelloHandler {

	private static final String ALLOWED = "GET, HEAD, OPTIONS";

	Mono<ServerResponse> greet(ServerRequest request) {
		if (!acceptsJson(request)) {
			return Mono.error(new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
		}
		return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(new Greeting("hello world"));
	}

	Mono<ServerResponse> options(ServerRequest request) {
		return ServerResponse.noContent().header(HttpHeaders.ALLOW, ALLOWED).build();
	}

	Mono<ServerResponse> methodNotAllowed(ServerRequest request) {
		ErrorResponseException failure = new ErrorResponseException(HttpStatus.METHOD_NOT_ALLOWED);
		failure.getHeaders().set(HttpHeaders.ALLOW, ALLOWED);
		return Mono.error(failure);
	}

	/**
	 * The most specific range that includes JSON decides (RFC 9110 section 12.5.1); a
	 * header that is no list of ranges is ignored.
	 */
	private static boolean acceptsJson(ServerRequest request) {
		List<MediaType> ranges;
		try {
			ranges = request.headers().accept();
		}
		catch (InvalidMediaTypeException ex) {
			return true;
		}
		return ranges.isEmpty() || ranges.stream()
			.filter((range) -> range.includes(MediaType.APPLICATION_JSON))
			.min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
			.filter((range) -> range.getQualityValue() > 0)
			.isPresent();
	}

}
