package com.example.myapp.image;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What is routed, filtered and configured as Spring WebFlux's reference says. */
class GrownRoutesTests {

	@RegisterExtension
	static final GrownService service = new GrownService();

	@Test
	void greetsAsBefore() throws Exception {
		HttpResponse<String> greeting = service.get("/");
		assertThat(greeting.statusCode()).isEqualTo(200);
		assertThat(greeting.body()).contains("\"message\"");
	}

	@Test
	void routerFunctionTakesPathVariable() throws Exception {
		assertThat(service.get("/orders/12").body()).isEqualTo("{\"id\":12}");
	}

	@Test
	void routerFunctionTakesQueryParameter() throws Exception {
		assertThat(service.get("/orders?status=open").body()).contains("\"status\":\"open\"");
	}

	@Test
	void routerFunctionAnswersString() throws Exception {
		HttpResponse<String> told = service.get("/told");
		assertThat(told.statusCode()).isEqualTo(200);
		assertThat(told.body()).isEqualTo("a string");
	}

	@Test
	void restControllerTakesPathVariableAndParameter() throws Exception {
		assertThat(service.get("/customers/12").body()).contains("Customer 12");
		assertThat(service.get("/customers?sort=city").body()).isEqualTo("{\"sort\":\"city\"}");
	}

	@Test
	void webFilterReachesEveryAnswer() throws Exception {
		for (String path : new String[] { "/", "/orders", "/customers", "/note.txt", "/customers/404",
				"/routed/busy", "/failures/unexpected/filter", "/absent" }) {
			assertThat(service.get(path).headers().firstValue("X-Correlation")).as(path).contains("42");
		}
	}

	@Test
	void handlerFilterFunctionReachesItsRoutesOnly() throws Exception {
		assertThat(service.get("/orders").headers().firstValue("X-Filtered")).contains("/orders");
		assertThat(service.get("/customers").headers().firstValue("X-Filtered")).isEmpty();
	}

	@Test
	void webFluxConfigurerAddsFormatter() throws Exception {
		assertThat(service.get("/sorted?by=city").body()).isEqualTo("{\"name\":\"CITY\"}");
	}

	@Test
	void staticResourcesAreServed() throws Exception {
		HttpResponse<String> note = service.get("/note.txt");
		assertThat(note.body()).contains("Served from static/");
		assertThat(note.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
		assertThat(service.get("/manual/page.txt").body()).contains("Served from manual/");
	}

	@Test
	void corsMappingAnswersPreflightBeforeAnyHandler() throws Exception {
		String before = service.get("/orders").body();
		HttpResponse<String> allowed = preflight("/orders/7", "https://shop.example.com", "DELETE");
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example.com");
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("DELETE");
		assertThat(preflight("/orders/7", "https://other.example.com", "DELETE").statusCode()).isEqualTo(403);
		assertThat(preflight("/customers/7", "https://shop.example.com", "DELETE").statusCode()).isEqualTo(200);
		// It counts what was deleted.
		assertThat(service.get("/orders").body()).isEqualTo(before);
	}

	@Test
	void corsMappingNamesOriginInTheAnswer() throws Exception {
		for (String path : new String[] { "/orders/7", "/customers/7", "/customers/404" }) {
			HttpResponse<String> answer = service.send(service.request(path).header("Origin", "https://shop.example.com"));
			assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).as(path)
				.contains("https://shop.example.com");
		}
	}

	private static HttpResponse<String> preflight(String path, String origin, String method) throws Exception {
		HttpRequest.Builder request = service.request(path)
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", method);
		return service.send(request);
	}

}
