package com.example.myapp;

import java.util.List;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Serves the routes and nothing else. A DispatcherHandler would look for them among
 * annotated controllers, static resources and the like; RouterFunctions.toHttpHandler
 * would answer the preflight requests of CORS before the routes see them.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	HttpHandler httpHandler(List<RouterFunction<ServerResponse>> routers, WebExceptionHandler problems,
			JsonMapper json) {
		RouterFunction<ServerResponse> routes = firstOf(routers);
		HandlerStrategies strategies = HandlerStrategies.empty()
			.codecs((codecs) -> codecs.customCodecs().register(new JacksonJsonEncoder(json)))
			.build();
		ServerResponse.Context context = new Context(strategies);
		WebHandler handler = (exchange) -> {
			ServerRequest request = ServerRequest.create(exchange, strategies.messageReaders());
			return routes.route(request)
				.flatMap((route) -> route.handle(request))
				.flatMap((response) -> response.writeTo(exchange, context));
		};
		return WebHttpHandlerBuilder.webHandler(handler).exceptionHandler(problems).build();
	}

	/** RouterFunction.and does the same by a Flux, which takes some 5 % of a request. */
	private static RouterFunction<ServerResponse> firstOf(List<RouterFunction<ServerResponse>> routers) {
		if (routers.isEmpty()) {
			return (request) -> Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		RouterFunction<ServerResponse> first = routers.get(0);
		RouterFunction<ServerResponse> others = firstOf(routers.subList(1, routers.size()));
		return (request) -> first.route(request).switchIfEmpty(Mono.defer(() -> others.route(request)));
	}

	private record Context(HandlerStrategies strategies) implements ServerResponse.Context {

		@Override
		public List<HttpMessageWriter<?>> messageWriters() {
			return this.strategies.messageWriters();
		}

		@Override
		public List<ViewResolver> viewResolvers() {
			return this.strategies.viewResolvers();
		}

	}

}
