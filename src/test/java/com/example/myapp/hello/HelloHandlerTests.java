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

/** The greeting: change it in {@link HelloHandler} and here. */
class HelloHandlerTests {

	@Test
	void greetsWithJsonMessage() {
		ServerRequest request = ServerRequest.create(MockServerWebExchange.from(MockServerHttpRequest.get("/")),
				HandlerStrategies.withDefaults().messageReaders());
		StepVerifier.create(new HelloHandler().greet(request)).assertNext((response) -> {
			assertThat(response.statusCode()).isEqualTo(HttpStatus.OK);
			assertThat(response.headers().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
			assertThat(((EntityResponse<?>) response).entity()).isEqualTo(new Greeting("hello world"));
		}).verifyComplete();
	}

}
