package com.example.myapp.hello;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.EntityResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** The promise of this service: change the greeting in {@link HelloHandler} and here. */
class HelloHandlerTests {

	private final HelloHandler handler = new HelloHandler();

	@Test
	void greetsWithAJsonMessage() {
		StepVerifier.create(this.handler.greet(request("/"))).assertNext((response) -> {
			assertThat(response.statusCode()).isEqualTo(HttpStatus.OK);
			assertThat(response.headers().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
			assertThat(((EntityResponse<?>) response).entity()).isEqualTo(new Greeting("hello world"));
		}).verifyComplete();
	}

	@Test
	void routesOnlyTheRootToTheGreeting() {
		var routes = new HelloRoutes().hello(this.handler);
		StepVerifier.create(routes.route(request("/")).hasElement()).expectNext(true).verifyComplete();
		StepVerifier.create(routes.route(request("/other"))).verifyComplete();
	}

	private static ServerRequest request(String path) {
		return ServerRequest.create(MockServerWebExchange.from(MockServerHttpRequest.get(path)),
				HandlerStrategies.withDefaults().messageReaders());
	}

}
