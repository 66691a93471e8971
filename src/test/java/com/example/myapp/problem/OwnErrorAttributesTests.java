package com.example.myapp.problem;

import java.io.IOException;
import java.util.Map;

import com.example.myapp.http.RawClient;
import com.example.myapp.http.RawClient.Answer;
import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.ServerRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Error attributes of the project stand in the problem detail. */
@ServerTest
class OwnErrorAttributesTests {

	@LocalServerPort
	private int port;

	@Test
	void areAdded() throws IOException {
		try (RawClient client = new RawClient("127.0.0.1", this.port)) {
			Answer answer = client.send("GET /nope HTTP/1.1\r\nHost: a\r\n\r\n").answer();
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.body()).contains("\"status\":404", "\"code\":\"E42\"");
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Attributes {

		@Bean
		ErrorAttributes errorAttributes() {
			return new DefaultErrorAttributes() {
				@Override
				public Map<String, Object> getErrorAttributes(ServerRequest request, ErrorAttributeOptions options) {
					return Map.of("status", 404, "code", "E42");
				}
			};
		}

	}

}
