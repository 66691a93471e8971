package com.example.myapp.routing;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebHandler;

/**
 * Answers for each functional route the methods that it does not name, as Spring does for
 * annotated controllers: HEAD like GET (RFC 9110 section 9.3.2), OPTIONS with what is
 * allowed (section 9.3.7), and 405 for the rest (section 15.5.6). Spring alone would
 * answer 404.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class OtherMethodsMapping extends AbstractHandlerMapping {

	private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
			HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

	private final RouterFunctionMapping routes;

	private final HandlerMapping resources;

	private final ServerCodecConfigurer codecs;

	OtherMethodsMapping(@Qualifier("routerFunctionMapping") RouterFunctionMapping routes,
			@Qualifier("resourceHandlerMapping") HandlerMapping resources, ServerCodecConfigurer codecs) {
		this.routes = routes;
		this.resources = resources;
		this.codecs = codecs;
		// After functional routes (-1) and annotated controllers (0), before static
		// resources.
		setOrder(1);
	}

	@Override
	protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
		RouterFunction<?> router = this.routes.getRouterFunction();
		if (router == null || CorsUtils.isPreFlightRequest(exchange.getRequest())) {
			return Mono.empty();
		}
		HttpMethod method = exchange.getRequest().getMethod();
		if (HttpMethod.HEAD.equals(method)) {
			return this.routes.getHandler(as(HttpMethod.GET, exchange)).switchIfEmpty(other(exchange, router));
		}
		return other(exchange, router);
	}

	private Mono<Object> other(ServerWebExchange exchange, RouterFunction<?> router) {
		HttpMethod method = exchange.getRequest().getMethod();
		return Flux.fromIterable(METHODS)
			.filterWhen((other) -> router.route(request(other, exchange)).hasElement())
			.collectList()
			.filter((routed) -> !routed.isEmpty())
			.map(OtherMethodsMapping::allowed)
			.flatMap((allowed) -> HttpMethod.OPTIONS.equals(method) ? Mono.just(options(allowed))
					: resource(exchange, new MethodNotAllowedException(method, allowed)));
	}

	/** A static file, where there is one, as a route that names no GET lets through. */
	private Mono<Object> resource(ServerWebExchange exchange, MethodNotAllowedException otherwise) {
		if (!List.of(HttpMethod.GET, HttpMethod.HEAD).contains(exchange.getRequest().getMethod())) {
			return Mono.error(otherwise);
		}
		return this.resources.getHandler(exchange)
			.cast(WebHandler.class)
			.<Object>map((files) -> (WebHandler) (request) -> files.handle(request)
				.onErrorMap(NoResourceFoundException.class, (none) -> otherwise))
			.switchIfEmpty(Mono.error(otherwise));
	}

	/** A match leaves attributes, such as path variables, that must not meet the next. */
	private ServerRequest request(HttpMethod method, ServerWebExchange exchange) {
		Map<String, Object> attributes = new HashMap<>(exchange.getAttributes());
		return ServerRequest.create(new ServerWebExchangeDecorator(as(method, exchange)) {
			@Override
			public Map<String, Object> getAttributes() {
				return attributes;
			}
		}, this.codecs.getReaders());
	}

	private static Set<HttpMethod> allowed(List<HttpMethod> routed) {
		Set<HttpMethod> allowed = new LinkedHashSet<>();
		if (routed.contains(HttpMethod.GET)) {
			allowed.add(HttpMethod.GET);
			allowed.add(HttpMethod.HEAD);
		}
		allowed.addAll(routed);
		allowed.add(HttpMethod.OPTIONS);
		return allowed;
	}

	private static WebHandler options(Set<HttpMethod> allowed) {
		return (exchange) -> {
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode(HttpStatus.NO_CONTENT);
			response.getHeaders().setAllow(allowed);
			return response.setComplete();
		};
	}

	private static ServerWebExchange as(HttpMethod method, ServerWebExchange exchange) {
		// A mutated request would copy its headers, for each of the methods.
		return exchange.mutate().request(new ServerHttpRequestDecorator(exchange.getRequest()) {
			@Override
			public HttpMethod getMethod() {
				return method;
			}
		}).build();
	}

}
