package com.example.myapp.image;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Another service in the place of the greeting, with Spring Security's starter. */
class ReplacedTests {

	@RegisterExtension
	static final GrownService service = new GrownService().with("SPRING_SECURITY_USER_NAME", "reader")
		.with("SPRING_SECURITY_USER_PASSWORD", "secret");

	@Test
	void withoutCredentialsIs401() throws Exception {
		for (String path : new String[] { "/orders/7", "/", "/absent" }) {
			HttpResponse<String> refused = service.send(service.request(path));
			assertThat(refused.statusCode()).as(path).isEqualTo(401);
			assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
		}
	}

	@Test
	void probesNeedNoCredentials() throws Exception {
		for (String path : new String[] { "/livez", "/readyz" }) {
			HttpResponse<String> health = service.send(service.request(path));
			assertThat(health.statusCode()).as(path).isEqualTo(200);
			assertThat(health.body()).as(path).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	@Test
	void withWrongCredentialsIs401() throws Exception {
		assertThat(service.send(as("reader:guess", "/orders/7")).statusCode()).isEqualTo(401);
	}

	@Test
	void withCredentialsIsServedFromTheDatabase() throws Exception {
		HttpResponse<String> order = service.send(as("reader:secret", "/orders/7"));
		assertThat(order.statusCode()).isEqualTo(200);
		assertThat(order.body()).isEqualTo("{\"item\":\"tea\"}");
	}

	@Test
	void errorsKeepTheFieldsOfSecurity() throws Exception {
		HttpResponse<String> absent = service.send(as("reader:secret", "/absent"));
		assertThat(absent.statusCode()).isEqualTo(404);
		assertThat(absent.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(absent.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
	}

	@Test
	void greetingIsGone() throws Exception {
		assertThat(service.send(as("reader:secret", "/")).statusCode()).isEqualTo(404);
	}

	@Test
	void corsFilterAnswersPreflight() throws Exception {
		HttpResponse<String> allowed = preflight("https://shop.example.com");
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example.com");
		assertThat(preflight("https://other.example.com").statusCode()).isEqualTo(403);
	}

	private static HttpResponse<String> preflight(String origin) throws Exception {
		return service.send(service.request("/orders/7")
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET"));
	}

	private static HttpRequest.Builder as(String user, String path) {
		String credentials = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
		return service.request(path).header("Authorization", "Basic " + credentials);
	}

}
