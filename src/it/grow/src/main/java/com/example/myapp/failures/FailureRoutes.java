package com.example.myapp.failures;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration
class FailureRoutes {

	@Bean
	RouterFunction<ServerResponse> failureRouter() {
		return RouterFunctions.route()
			.GET("/routed/busy", (request) -> Mono.error(new BusyException()))
			.GET("/routed/unexpected/{secret}",
					(request) -> Mono.error(new IllegalStateException(request.pathVariable("secret"))))
			.build();
	}

}
