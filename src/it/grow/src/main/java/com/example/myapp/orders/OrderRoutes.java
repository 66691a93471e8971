package com.example.myapp.orders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration
class OrderRoutes {

	@Bean
	RouterFunction<ServerResponse> orderRouter(OrderHandler orders) {
		return RouterFunctions.route()
			.GET("/orders/{id}", orders::show)
			.GET("/orders", orders::list)
			.POST("/orders", orders::create)
			.DELETE("/orders/{id}", orders::delete)
			.POST("/notes", orders::note)
			.POST("/forms", orders::form)
			.POST("/parts", orders::parts)
			.POST("/uploads", orders::upload)
			.GET("/told", (request) -> ServerResponse.ok().bodyValue("a string"))
			.filter((request, next) -> next.handle(request)
				.flatMap((response) -> ServerResponse.from(response)
					.headers((headers) -> headers.set("X-Filtered", request.path()))
					.build((exchange, context) -> response.writeTo(exchange, context))))
			.build();
	}

}
