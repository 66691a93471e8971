package com.example.myapp.orders;

import java.util.Map;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

@Configuration
class OrderRoutes {

	@Bean
	RouterFunction<ServerResponse> orders(JdbcClient database) {
		return route()
			.GET("/orders/{id}", (request) -> Mono
				.fromCallable(() -> database.sql("SELECT item FROM purchase WHERE id = ?")
					.param(request.pathVariable("id"))
					.query(String.class)
					.single())
				.subscribeOn(Schedulers.boundedElastic())
				.flatMap((item) -> ServerResponse.ok().bodyValue(Map.of("item", item))))
			.build();
	}

	/** Before Spring Security, which would ask a preflight for credentials. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	CorsWebFilter cors() {
		CorsConfiguration shop = new CorsConfiguration();
		shop.addAllowedOrigin("https://shop.example.com");
		shop.addAllowedMethod("GET");
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", shop);
		return new CorsWebFilter(source);
	}

}
