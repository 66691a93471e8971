package com.example.myapp.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Spring Boot's error handler, which answers with a problem detail (RFC 9457) where it
 * would answer with JSON of its own or with the Whitelabel page. An {@link ErrorResponse}
 * keeps its status, detail and headers. Any other failure is a 500: it is logged once,
 * and the client is told nothing about it.
 */
class ProblemHandler extends DefaultErrorWebExceptionHandler {

	/** Attributes that a problem detail has already, or that only the log needs. */
	private static final Set<String> REDUNDANT = Set.of("timestamp", "path", "status", "error", "requestId");

	private final MessageSource messages;

	ProblemHandler(ErrorAttributes attributes, WebProperties web, ApplicationContext context) {
		super(attributes, web.getResources(), web.getError(), context);
		this.messages = context;
	}

	/**
	 * An error page, such as {@code static/error/404.html}, where the project has one.
	 */
	@Override
	protected Mono<ServerResponse> renderErrorView(ServerRequest request) {
		return super.renderErrorView(request).onErrorResume((noPage) -> renderErrorResponse(request));
	}

	@Override
	protected Mono<ServerResponse> renderErrorResponse(ServerRequest request) {
		Map<String, @Nullable Object> attributes = new LinkedHashMap<>(
				getErrorAttributes(request, getErrorAttributeOptions(request, MediaType.ALL)));
		ErrorResponse error = (getError(request) instanceof ErrorResponse response) ? response : null;
		ProblemDetail problem = (error != null) ? error.updateAndGetBody(this.messages, locale(request))
				: ProblemDetail.forStatus(getHttpStatus(attributes));
		if (problem.getInstance() == null) {
			problem.setInstance(instance(request.path()));
		}
		attributes.keySet().removeAll(REDUNDANT);
		attributes.forEach(problem::setProperty);
		return ServerResponse.status(problem.getStatus())
			.headers((headers) -> headers.addAll((error != null) ? error.getHeaders() : HttpHeaders.EMPTY))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyValue(problem);
	}

	private static Locale locale(ServerRequest request) {
		Locale locale = request.exchange().getLocaleContext().getLocale();
		return (locale != null) ? locale : Locale.getDefault();
	}

	/** Two slashes at the start would read as a host (RFC 3986 section 4.2). */
	private static URI instance(String path) {
		return URI.create(path.startsWith("//") ? "/." + path : path);
	}

}
