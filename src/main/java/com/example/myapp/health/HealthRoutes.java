package com.example.myapp.health;

import reactor.core.publisher.Mono;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Liveness and readiness as Spring Boot keeps them, at the paths that Kubernetes uses.
 */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {

	/** The body of a response, in Actuator's words. */
	record Health(String status) {
	}

	/**
	 * A mapping of its own, first and without API versions, which a probe cannot know.
	 */
	@Bean
	RouterFunctionMapping healthMapping(ApplicationAvailability availability) {
		RouterFunctionMapping mapping = new RouterFunctionMapping(route()
			.GET("/livez", (request) -> health(availability.getLivenessState() == LivenessState.CORRECT, "DOWN"))
			.GET("/readyz",
					(request) -> health(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
							"OUT_OF_SERVICE"))
			.build());
		mapping.setOrder(-2);
		return mapping;
	}

	private static Mono<ServerResponse> health(boolean up, String otherwise) {
		return ServerResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(new Health(up ? "UP" : otherwise));
	}

}
