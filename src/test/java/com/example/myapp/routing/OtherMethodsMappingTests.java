package com.example.myapp.routing;

import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** Methods that a route does not name, for routes of any kind. */
@ServerTest
class OtherMethodsMappingTests {

	private final WebTestClient client;

	OtherMethodsMappingTests(@LocalServerPort int port) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@Test
	void answersHeadLikeGetWithoutContent() {
		this.client.head()
			.uri("/other-methods/7")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentLength(7)
			.expectHeader()
			.valueEquals("X-Filtered", "GET")
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/other-methods/7 | GET,HEAD,DELETE,OPTIONS", "/other-methods | POST,OPTIONS",
			"/other-methods-annotated | PUT,OPTIONS" })
	void tellsWhatIsAllowed(String path, String allowed) {
		this.client.options()
			.uri(path)
			.exchange()
			.expectStatus()
			.is2xxSuccessful()
			.expectHeader()
			.valueEquals(HttpHeaders.ALLOW, allowed)
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PUT,/other-methods/7", "PROPFIND,/other-methods/7", "GET,/other-methods", "HEAD,/other-methods",
			"DELETE,/other-methods-annotated" })
	void refusesOtherMethodsAndSaysWhichAreAllowed(String method, String path) {
		this.client.method(HttpMethod.valueOf(method))
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.exists(HttpHeaders.ALLOW)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void leavesAStaticFileToGetBesideARouteOfAnotherMethod() {
		this.client.get()
			.uri("/digits.txt")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("0123456789");
		this.client.head().uri("/digits.txt").exchange().expectStatus().isOk();
		this.client.post().uri("/absent.txt").exchange().expectStatus().isAccepted();
		this.client.get().uri("/absent.txt").exchange().expectStatus().isEqualTo(405);
	}

	@Test
	void leavesAPathWithoutARouteToOthers() {
		this.client.options().uri("/absent").exchange().expectStatus().isNotFound();
		this.client.delete().uri("/absent").exchange().expectStatus().isNotFound();
	}

	@Test
	void neverHandsAPreflightToAHandler() {
		this.client.options()
			.uri("/other-methods/7")
			.header(HttpHeaders.ORIGIN, "https://elsewhere.example")
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "DELETE")
			.exchange()
			.expectHeader()
			.doesNotExist("X-Deleted")
			.expectHeader()
			.doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
			.expectBody()
			.consumeWith((answer) -> assertThat(answer.getStatus().value()).isIn(200, 403));
	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import(Annotated.class)
	static class Routes {

		@Bean
		RouterFunction<ServerResponse> otherMethods() {
			return route()
				.GET("/other-methods/{id}",
						(request) -> ServerResponse.ok().bodyValue("order " + request.pathVariable("id")))
				.DELETE("/other-methods/{id}", (request) -> ServerResponse.ok().header("X-Deleted", "true").build())
				.POST("/other-methods", (request) -> ServerResponse.accepted().build())
				.POST("/{name}.txt", (request) -> ServerResponse.accepted().build())
				.filter((request, next) -> {
					request.exchange().getResponse().getHeaders().set("X-Filtered", request.method().name());
					return next.handle(request);
				})
				.build();
		}

	}

	@RestController
	static class Annotated {

		@PutMapping("/other-methods-annotated")
		Mono<String> put() {
			return Mono.just("put");
		}

	}

}
