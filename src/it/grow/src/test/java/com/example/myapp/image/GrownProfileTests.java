package com.example.myapp.image;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What is set at launch, as in Spring Boot's reference. */
class GrownProfileTests {

	@RegisterExtension
	static final GrownService service = new GrownService().with("SPRING_PROFILES_ACTIVE", "staging")
		.with("SHOP_OPENING", "45m")
		.with("SPRING_WEBFLUX_BASE_PATH", "/api")
		.with("SERVER_HTTP2_ENABLED", true);

	@Test
	void profileChoosesPropertiesAndBeans() throws Exception {
		assertThat(service.get("/api/shop").body()).contains("\"name\":\"staging shop\"")
			.contains("\"till\":\"training\"");
	}

	@Test
	void variableWinsOverTheFile() throws Exception {
		assertThat(service.get("/api/shop").body()).contains("\"opening\":45");
	}

	@Test
	void basePathStandsBeforeEveryRoute() throws Exception {
		for (String path : new String[] { "/", "/orders/1", "/customers/1", "/note.txt" }) {
			assertThat(service.get("/api" + path).statusCode()).as("/api" + path).isEqualTo(200);
			assertThat(service.get(path).statusCode()).as(path).isEqualTo(404);
		}
	}

	@Test
	void http2IsSpokenWithoutTls() throws Exception {
		HttpResponse<String> answer = HttpClient.newBuilder()
			.version(Version.HTTP_2)
			.build()
			.send(service.request("/api/told").build(), BodyHandlers.ofString());
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.body()).isEqualTo("a string");
	}

}
