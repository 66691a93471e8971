package com.example.myapp.problem;

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers 400, 413 or 415 to a form, a multipart body or a {@code Content-Type} that
 * cannot be read. Spring does so for a body that it binds to an object; these it takes
 * for a failure of the service, which is a 500 and an error in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MalformedBodies implements WebFilter {

	private static final Log logger = LogFactory.getLog(MalformedBodies.class);

	/**
	 * The key by which Reactor finds what to do with further errors. Spring's parser has
	 * them after its first one, and Reactor would log each as an error of the service.
	 */
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return (type == null) ? chain.filter(exchange)
				: chain.filter(new Exchange(exchange))
					.onErrorMap(InvalidMediaTypeException.class, (failure) -> failure.getMediaType().equals(type)
							? new UnsupportedMediaTypeStatusException(failure.getMessage()) : failure);
	}

	private static final class Exchange extends ServerWebExchangeDecorator {

		Exchange(ServerWebExchange exchange) {
			super(exchange);
		}

		@Override
		public Mono<MultiValueMap<String, String>> getFormData() {
			return super.getFormData().onErrorMap(Exchange::toError);
		}

		@Override
		public Mono<MultiValueMap<String, Part>> getMultipartData() {
			return super.getMultipartData().onErrorMap(Exchange::toError)
				.contextWrite((context) -> context.put(ON_ERROR_DROPPED, (Consumer<Throwable>) Exchange::logFurther));
		}

		private static void logFurther(Throwable failure) {
			logger.debug("A further error in a body", failure);
		}

		private static Throwable toError(Throwable failure) {
			if (failure instanceof DataBufferLimitException) {
				return new ContentTooLargeException(failure);
			}
			boolean malformed = failure instanceof CodecException || failure instanceof IllegalArgumentException
					|| failure instanceof IllegalStateException;
			return malformed ? new ServerWebInputException("The body is malformed", null, failure) : failure;
		}

	}

}
