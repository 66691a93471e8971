package com.example.myapp.problem;

import java.io.IOException;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.example.myapp.http.ServerLog;
import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

/** A failure in here is a 500 that is logged once and tells the client nothing. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class FailureTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/throws", "/fails", "/unencodable" })
	void isAnsweredWithAProblemThatTellsNothingAndLoggedOnce(String path, CapturedOutput output) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			Answer answer = client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").answer();
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(answer.body())
				.isEqualTo("{\"title\":\"Internal Server Error\",\"status\":500,\"instance\":\"" + path + "\"}");
			assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status()).isEqualTo(200);
		}
		assertThat(ServerLog.warnings(output)).singleElement()
			.asString()
			.contains("500 Server Error for HTTP GET \"" + path);
		assertThat(output).contains("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/form      | application/x-www-form-urlencoded | a=%20b                                               | 200
					/form      | application/x-www-form-urlencoded | a=%zz                                                | 400
					/form      | application/x-www-form-urlencoded | a=%2                                                 | 400
					/text      | ///                               | a=b                                                  | 415
					/text      | text/plain;charset=nope           | a=b                                                  | 415
					/text      | a/b;=c                            | a=b                                                  | 415
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: form-data; name="a"~~x~--b--~tail | 200
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: form-data; name="a"~~x      | 400
					/multipart | multipart/form-data;boundary=b    | x                                                    | 400
					/multipart | multipart/form-data;boundary=b    | --b~~x~--b--                                         | 400
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: form-data~~x~--b--          | 400
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: ;~~x~--b--                  | 400
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: form-data; name="a"; filename*=nope''x~~x~--b-- | 400
					/multipart | multipart/form-data;boundary=b    | --b~Content-Disposition: form-data; name="a"~Content-Type: /~~x~--b-- | 400
					/multipart | multipart/form-data               | --b~Content-Disposition: form-data; name="a"~~x~--b-- | 400
					""",
			quoteCharacter = '`')
	void saysThatABodyIsMalformedAndLogsNothing(String path, String type, String body, int status,
			CapturedOutput output) throws IOException {
		String content = body.replace("~", "\r\n");
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			Answer answer = client
				.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nContent-Length: "
						+ content.length() + "\r\n\r\n" + content)
				.answer();
			assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		}
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x/../y", "/%2e%2e/%2e%2e/etc/passwd", "/a/..%2fb", "/WEB-INF/x", "/META-INF/x",
			"/file:/etc/passwd", "/http://x/" })
	void answers404AndLogsNothingToTheGuessesOfAScanner(String path, CapturedOutput output) throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			Answer answer = client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").answer();
			assertThat(answer.status()).isEqualTo(404);
		}
		assertThat(ServerLog.warnings(output)).isEmpty();
	}

	@Test
	void endsTheConnectionWhenTheAnswerHasBegun() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			client.send("GET /breaks HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(client.answer(false).status()).isEqualTo(200);
			// The last chunk is missing, so the client knows (RFC 9112 section 8).
			assertThat(client.rest()).contains("a\n").doesNotContain("\r\n0\r\n", "secret");
		}
	}

	@Test
	void keepsStatusReasonAndHeadersOfAnErrorResponseAndFieldsThatAFilterSet() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			Answer answer = client.send("GET /busy HTTP/1.1\r\nHost: a\r\n\r\n").answer();
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(answer.header("Retry-After")).isEqualTo("7");
			assertThat(answer.header("X-Correlation-Id")).isEqualTo("42");
			assertThat(answer.body()).contains("\"status\":503", "\"detail\":\"Come back later\"");
		}
	}

	@Test
	void givesWayToAnErrorHandlerOfTheUser() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProblemAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class,
							WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
			.withBean("users", ErrorWebExceptionHandler.class, () -> (exchange, failure) -> Mono.empty())
			.run((context) -> assertThat(context).hasSingleBean(ErrorWebExceptionHandler.class).hasBean("users"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		WebFilter correlation() {
			return (exchange, chain) -> {
				exchange.getResponse().getHeaders().set("X-Correlation-Id", "42");
				return chain.filter(exchange);
			};
		}

		@Bean
		RouterFunction<ServerResponse> failures() {
			return route().GET("/throws", (request) -> {
				throw new IllegalStateException("secret");
			})
				.GET("/fails", (request) -> Mono.error(new IllegalStateException("secret")))
				.GET("/unencodable", (request) -> ServerResponse.ok().bodyValue(new Unencodable()))
				.POST("/form", (request) -> request.formData().then(ServerResponse.ok().build()))
				.POST("/text", (request) -> request.bodyToMono(String.class).then(ServerResponse.ok().build()))
				.POST("/multipart", (request) -> request.multipartData().then(ServerResponse.ok().build()))
				.GET("/busy", (request) -> {
					ErrorResponseException busy = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE,
							ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Come back later"), null);
					busy.getHeaders().set("Retry-After", "7");
					return Mono.error(busy);
				})
				.GET("/breaks",
						(request) -> ServerResponse.ok()
							.contentType(MediaType.TEXT_PLAIN)
							.body(BodyInserters.fromDataBuffers(Flux.concat(
									Flux.<DataBuffer>just(
											DefaultDataBufferFactory.sharedInstance.wrap(new byte[] { 'a', '\n' })),
									Flux.error(new IllegalStateException("secret"))))))
				.build();
		}

	}

	/** Fails when it is made JSON. */
	public static class Unencodable {

		/**
		 * Fails.
		 * @return nothing
		 */
		public String getMessage() {
			throw new IllegalStateException("secret");
		}

	}

}
