package com.example.myapp;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the routes as they are. A DispatcherHandler would find the same routes among
 * annotated controllers, static resources and the like, none of which are here.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	HttpHandler httpHandler(List<RouterFunction<ServerResponse>> routes, WebExceptionHandler problems,
			JsonMapper json) {
		HandlerStrategies strategies = HandlerStrategies.empty()
			.codecs((codecs) -> codecs.customCodecs().register(new JacksonJsonEncoder(json)))
			.exceptionHandler(problems)
			.build();
		return RouterFunctions.toHttpHandler(routes.stream().reduce(RouterFunction::and).orElseThrow(), strategies);
	}

}
