package com.example.myapp.health;

import reactor.core.publisher.Mono;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Liveness and readiness as Spring Boot keeps them, under the names that Kubernetes uses.
 * Where Spring Boot's Actuator has a health endpoint, it answers on the same paths first:
 * see {@code add-additional-paths} in {@code application.properties}.
 */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {

	/** What goes over the wire, in Actuator's words. */
	record Health(String status) {
	}

	@Bean
	RouterFunction<ServerResponse> livenessAndReadiness(ApplicationAvailability availability) {
		return route()
			.GET("/livez", (request) -> answer(availability.getLivenessState() == LivenessState.CORRECT, "DOWN"))
			.GET("/readyz",
					(request) -> answer(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
							"OUT_OF_SERVICE"))
			.build();
	}

	private static Mono<ServerResponse> answer(boolean up, String otherwise) {
		return ServerResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(new Health(up ? "UP" : otherwise));
	}

}
