package com.example.myapp.hello;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Handles the requests of {@link HelloRoutes}. */
@Component
class HelloHandler {

	Mono<ServerResponse> greet(ServerRequest request) {
		return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(new Greeting("hello world"));
	}

}
