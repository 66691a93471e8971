package com.example.myapp.routing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.support.HandlerFunctionAdapter;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.function.server.support.ServerRequestWrapper;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Does for functional routes what Spring does for controllers, in place of 404: HEAD like
 * GET (RFC 9110 9.3.2), OPTIONS with what is allowed (9.3.7), 405 for the rest (15.5.6).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // before the adapter that renders errors
class OtherMethods extends HandlerFunctionAdapter implements DispatchExceptionHandler {

	private final List<RouterFunctionMapping> mappings;

	OtherMethods(List<RouterFunctionMapping> mappings) {
		this.mappings = mappings;
	}

	@Override
	public Mono<HandlerResult> handleError(ServerWebExchange exchange, Throwable ex) {
		if (!(ex instanceof NoResourceFoundException)) {
			return Mono.error(ex);
		}
		HttpMethod method = exchange.getRequest().getMethod();
		ServerWebExchange get = exchange.mutate().request((request) -> request.method(HttpMethod.GET)).build();
		return Flux.fromIterable(HttpMethod.HEAD.equals(method) ? this.mappings : List.of())
			.concatMap((mapping) -> mapping.getHandler(get))
			.next()
			.flatMap((handler) -> handle(get, handler))
			.switchIfEmpty(reach(exchange, HttpMethod.valueOf("NONE"))
				.flatMapMany((none) -> Flux.fromArray(HttpMethod.values())
					.filterWhen((other) -> reach(exchange, other).map((reach) -> reach > none)))
				.collect(() -> new TreeSet<HttpMethod>(), Set::add)
				.flatMap((allowed) -> {
					// A route of this method wants another header: Spring's 404 stays.
					if (allowed.isEmpty() || allowed.contains(method)) {
						return Mono.error(ex);
					}
					allowed.add(HttpMethod.OPTIONS);
					allowed.add(allowed.contains(HttpMethod.GET) ? HttpMethod.HEAD : HttpMethod.OPTIONS);
					if (!HttpMethod.OPTIONS.equals(method)) {
						return Mono.error(new MethodNotAllowedException(method, allowed));
					}
					exchange.getResponse().getHeaders().setAllow(allowed);
					return exchange.getResponse().setComplete().then(Mono.empty());
				}));
	}

	/** How often routes ask for headers, as they do after method and path; or match. */
	private Mono<Integer> reach(ServerWebExchange exchange, HttpMethod method) {
		AtomicInteger asked = new AtomicInteger();
		exchange.getAttributes().remove(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE); // of
																						// another
																						// method
		ServerRequest request = new ServerRequestWrapper(ServerRequest.create(exchange, List.of())) {
			@Override
			public HttpMethod method() {
				return method;
			}

			@Override
			public Headers headers() {
				asked.incrementAndGet();
				return super.headers();
			}
		};
		return Flux.fromIterable(this.mappings)
			.mapNotNull(RouterFunctionMapping::getRouterFunction)
			.concatMap((router) -> router.route(request))
			.hasElements()
			.map((matched) -> matched ? Integer.MAX_VALUE : asked.get());
	}

}
