package com.example.myapp;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ResponseStatusException;

import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RequestPredicates.contentType;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** Routes that a service might have, for {@link ServerTest}. */
@TestConfiguration(proxyBeanMethods = false)
public class TestRoutes {

	/** A body of a request. */
	record Item(String name) {
	}

	/** Counted down when the handler of {@code /test/never} waits, and is cancelled. */
	public static final CountDownLatch waits = new CountDownLatch(1);

	public static final CountDownLatch cancelled = new CountDownLatch(1);

	@Bean
	RouterFunction<ServerResponse> testRouter() {
		return route().GET("/test/absent", (request) -> ServerResponse.notFound().build())
			.GET("/test/closed",
					(request) -> Mono
						.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Closed for lunch")))
			.GET("/test/unexpected", (request) -> Mono.error(new IllegalStateException("secret")))
			.GET("/test/never",
					(request) -> Mono.<ServerResponse>never()
						.doOnSubscribe((subscription) -> waits.countDown())
						.doOnCancel(cancelled::countDown))
			.path("/test/items",
					(items) -> items
						.nest(accept(MediaType.APPLICATION_JSON),
								(json) -> json.GET("/{id}",
										(request) -> ServerResponse.ok().bodyValue(request.pathVariable("id"))))
						.GET((request) -> ServerResponse.ok().bodyValue("all"))
						.POST("", contentType(MediaType.APPLICATION_JSON),
								(request) -> request.bodyToMono(Item.class).flatMap(ServerResponse.ok()::bodyValue)))
			.POST("/test/any", (request) -> request.bodyToMono(Item.class).flatMap(ServerResponse.ok()::bodyValue))
			.POST("/test/socket", (request) -> ServerResponse.ok().build())
			.POST("/file.txt", (request) -> ServerResponse.ok().build())
			.build();
	}

	/** After every other mapping. */
	@Bean
	HandlerMapping testSocket() {
		return new SimpleUrlHandlerMapping(
				Map.of("/test/socket",
						(WebSocketHandler) (session) -> session
							.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())))),
				0);
	}

	@RestController
	static class Controller {

		@PostMapping("/test/controlled")
		Item create(@RequestBody Item item) {
			return item;
		}

	}

}
