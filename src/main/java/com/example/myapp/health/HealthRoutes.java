package com.example.myapp.health;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/**
 * Liveness and readiness as Spring Boot keeps them, under the names that Kubernetes uses.
 */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {

	private static final List<HttpMethod> ALLOWED = List.of(HttpMethod.GET, HttpMethod.HEAD);

	/** What goes over the wire, in the words of Spring Boot's Actuator. */
	record Health(String status) {
	}

	@Bean
	RouterFunction<ServerResponse> health(ApplicationAvailability availability) {
		return route().route(getOrHead("/livez"), (request) -> live(availability))
			.route(getOrHead("/readyz"), (request) -> ready(availability))
			.route(path("/livez").or(path("/readyz")), HealthRoutes::methodNotAllowed)
			.build();
	}

	private static RequestPredicate getOrHead(String path) {
		return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(path));
	}

	private static Mono<ServerResponse> live(ApplicationAvailability availability) {
		return health(availability.getLivenessState() == LivenessState.CORRECT, "DOWN");
	}

	private static Mono<ServerResponse> ready(ApplicationAvailability availability) {
		return health(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC, "OUT_OF_SERVICE");
	}

	private static Mono<ServerResponse> methodNotAllowed(ServerRequest request) {
		return Mono.error(new MethodNotAllowedException(request.method(), ALLOWED));
	}

	private static Mono<ServerResponse> health(boolean up, String otherwise) {
		return ServerResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(new Health(up ? "UP" : otherwise));
	}

}
