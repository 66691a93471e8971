package com.example.myapp.problem;

import java.net.URI;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Answers every failure with a problem detail (RFC 9457). What the client did wrong is
 * told in its status and headers; what went wrong here is logged, once, and not told.
 */
@Component
class ProblemHandler implements WebExceptionHandler {

	private static final Log logger = LogFactory.getLog(ProblemHandler.class);

	private final JsonMapper json;

	ProblemHandler(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		if (response.isCommitted()) {
			// The client has a part of another answer: only the connection's end can tell
			// it.
			return Mono.error(failure);
		}
		ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
		response.getHeaders().clear();
		if (failure instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()) {
			problem = ProblemDetail.forStatus(error.getStatusCode());
			problem.setDetail(detail(error.getHeaders()));
			response.getHeaders().addAll(error.getHeaders());
		}
		else {
			logger.error("500 for " + request.getMethod() + " " + request.getPath(), failure);
		}
		problem.setType(URI.create("about:blank"));
		problem.setInstance(instance(request.getPath().value()));
		byte[] body = this.json.writeValueAsBytes(problem);
		response.setRawStatusCode(problem.getStatus());
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	/**
	 * A path that starts with two slashes would read as a host (RFC 3986 section 4.2).
	 */
	private static URI instance(String path) {
		return URI.create(path.startsWith("//") ? "/." + path : path);
	}

	/** What would have been right, where a header tells it. */
	private static @Nullable String detail(HttpHeaders headers) {
		if (!headers.getAllow().isEmpty()) {
			return "Use one of " + headers.getFirst(HttpHeaders.ALLOW);
		}
		if (!headers.getAccept().isEmpty()) {
			return "Accept " + headers.getFirst(HttpHeaders.ACCEPT);
		}
		return null;
	}

}
