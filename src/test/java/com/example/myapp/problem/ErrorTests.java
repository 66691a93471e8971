package com.example.myapp.problem;

import com.example.myapp.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** Errors as problem details (RFC 9457). */
@ExtendWith(OutputCaptureExtension.class)
class ErrorTests extends ServerTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/none|{'title':'Not Found','status':404,'detail':'No static resource none.','instance':'/none'}",
			"/test/closed|{'title':'Service Unavailable','status':503,'detail':'Closed for lunch','instance':'/test/closed'}" })
	void errorIsProblemDetail(String path, String problem) {
		client().get()
			.uri(path)
			.exchange()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody(String.class)
			.isEqualTo(problem.replace('\'', '"'));
	}

	@ParameterizedTest
	@CsvSource({ "/test/any, application/json, {no json, 400", "/test/controlled, application/json, {no json, 400",
			"/test/any, application/xml, <item/>, 415", "/test/controlled, application/xml, <item/>, 415" })
	void unreadableBodyIsErrorOfClient(String path, String type, String body, int status) {
		client().post()
			.uri(path)
			.contentType(MediaType.parseMediaType(type))
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/test/any", "/test/controlled" })
	void bodyUpTo1MegabyteIsReadAndMoreIs413(String path) {
		post(path, 1_000_000, 200);
		post(path, 1_100_000, 413);
	}

	private void post(String path, int length, int status) {
		client().mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(-1))
			.build()
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"name\":\"" + "x".repeat(length) + "\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType((status == 200) ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void unexpectedFailureIsLoggedOnceAndToldToNobody(CapturedOutput output) {
		client().get()
			.uri("/test/unexpected")
			.exchange()
			.expectStatus()
			.isEqualTo(500)
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("\"status\":500").doesNotContain("secret"));
		assertThat(output.getAll().split("IllegalStateException: secret", -1)).hasSize(2);
	}

}
