package com.example.myapp.routing;

import java.net.URI;

import com.example.myapp.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

/** HEAD, OPTIONS and 405 for functional routes. */
class OtherMethodsTests extends ServerTest {

	@Test
	void headHasHeadersOfGetAndNoContent() {
		exchange("HEAD", "/").expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectHeader()
			.valueMatches("Content-Length", "[1-9]\\d*")
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/|GET,HEAD,OPTIONS", "/livez|GET,HEAD,OPTIONS",
			"/test/items/7|GET,HEAD,OPTIONS", "/test/items|GET,HEAD,OPTIONS,POST", "/test/any|OPTIONS,POST" })
	void otherMethodsAreToldWhatIsAllowed(String path, String allow) {
		exchange("OPTIONS", path).expectStatus().isOk().expectHeader().valueEquals("Allow", allow);
		exchange("DELETE", path).expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals("Allow", allow)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.instance")
			.isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "get", "X" })
	void knownAndUnknownMethodsAre405(String method) {
		exchange(method, "/").expectStatus().isEqualTo(405).expectHeader().valueEquals("Allow", "GET,HEAD,OPTIONS");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/test/absent", "HEAD,/test/absent", "GET,/none", "OPTIONS,/none", "DELETE,/none" })
	void notFoundStaysNotFound(String method, String path) {
		exchange(method, path).expectStatus().isNotFound().expectHeader().doesNotExist("Allow");
	}

	@Test
	void anotherTypeThanThatOfItsRouteIsNoOtherMethod() {
		client().post()
			.uri("/test/items")
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue("seven")
			.exchange()
			.expectStatus()
			.isNotFound();
	}

	@Test
	void staticFileIsServedBesideItsRoute() {
		exchange("GET", "/file.txt").expectStatus().isOk();
		exchange("HEAD", "/file.txt").expectStatus().isOk();
	}

	@Test
	void controllerKeepsItsMethods() {
		exchange("DELETE", "/test/controlled").expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals("Allow", "POST");
	}

	@Test
	void webSocketIsUpgradedBesideItsRoute() {
		Mono<String> echo = Mono.create((sink) -> new ReactorNettyWebSocketClient()
			.execute(URI.create("ws://localhost:" + this.port + "/test/socket"),
					(session) -> session.send(Mono.just(session.textMessage("hello")))
						.then(session.receive().next().map(WebSocketMessage::getPayloadAsText).doOnNext(sink::success))
						.then())
			.subscribe(null, sink::error));
		StepVerifier.create(echo).expectNext("hello").verifyComplete();
	}

	private ResponseSpec exchange(String method, String path) {
		return client().method(HttpMethod.valueOf(method)).uri(path).exchange();
	}

}
