package com.example.myapp.hello;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** What is served, and by which method of the handler. */
@Configuration(proxyBeanMethods = false)
class HelloRoutes {

	/** Asked before the others, and a single one: nearly all requests are for it. */
	@Bean
	@Order(0)
	RouterFunction<ServerResponse> greeting(HelloHandler handler) {
		return route(on(HttpMethod.GET), handler::greet);
	}

	@Bean
	RouterFunction<ServerResponse> otherMethods(HelloHandler handler) {
		return route().route(on(HttpMethod.HEAD), handler::greet)
			.route(on(HttpMethod.OPTIONS), handler::options)
			.route(path("/"), handler::methodNotAllowed)
			.build();
	}

	/**
	 * RequestPredicates.method takes a CORS preflight request for the method it asks
	 * about.
	 */
	private static RequestPredicate on(HttpMethod method) {
		RequestPredicate sameMethod = (request) -> request.method().equals(method);
		return sameMethod.and(path("/"));
	}

}
