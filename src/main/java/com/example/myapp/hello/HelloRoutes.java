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

	/**
	 * RequestPredicates.OPTIONS takes a CORS preflight request for the method it asks
	 * about.
	 */
	private static final RequestPredicate OPTIONS = (request) -> request.method().equals(HttpMethod.OPTIONS);

	/** Asked before the other routers: most requests are for it. */
	@Bean
	@Order(0)
	RouterFunction<ServerResponse> hello(HelloHandler handler) {
		return route().route(OPTIONS.and(path("/")), handler::options)
			.GET("/", handler::greet)
			.HEAD("/", handler::greet)
			.route(path("/"), handler::methodNotAllowed)
			.build();
	}

}
