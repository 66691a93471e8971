package com.example.myapp.hello;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** The routes, each with its method of the handler. */
@Configuration(proxyBeanMethods = false)
class HelloRoutes {

	@Bean
	RouterFunction<ServerResponse> hello(HelloHandler handler) {
		return route().GET("/", handler::greet).build();
	}

}
