package com.example.myapp.image;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Starters and parts that are added as Spring Boot's reference says. */
class GrownPartsTests {

	@RegisterExtension
	static final GrownService service = new GrownService();

	@Test
	void actuatorTellsHealthOnTheSamePaths() throws Exception {
		for (String path : new String[] { "/livez", "/readyz", "/actuator/health" }) {
			HttpResponse<String> health = service.get(path);
			assertThat(health.statusCode()).as(path).isEqualTo(200);
			assertThat(health.body()).as(path).contains("\"status\":\"UP\"");
		}
	}

	@Test
	void prometheusTellsCpuOfTheProcess() throws Exception {
		service.get("/");
		assertThat(service.get("/actuator/prometheus").body()).contains("\nprocess_cpu_usage ")
			.contains("\njvm_memory_used_bytes{")
			.contains("http_server_requests_seconds_count{");
	}

	@Test
	void openTelemetryExportsTraces() throws Exception {
		service.get("/");
		// An export every 5 s.
		await().atMost(Duration.ofSeconds(30)).until(() -> !service.get("/collected").body().equals("{\"traces\":0}"));
	}

	@Test
	void r2dbcReadsWhatSchemaSqlHasMade() throws Exception {
		assertThat(service.get("/books").body()).contains("{\"title\":\"Emma\"}");
		assertThat(service.post("/books", "application/json", "{\"title\":\"Persuasion\"}").body()).isEqualTo("1");
		assertThat(service.get("/books").body()).contains("{\"title\":\"Persuasion\"}");
	}

	@Test
	void webClientAsksOverHttp() throws Exception {
		String url = "http://localhost:" + service.port() + "/told";
		assertThat(service.get("/asked?url=" + url).body()).isEqualTo("a string");
	}

	@Test
	void scheduledMethodRuns() {
		await().until(() -> !service.get("/clock").body().matches("\\{\"ticks\":[01]}"));
	}

	@Test
	void configurationPropertiesAreBound() throws Exception {
		assertThat(service.get("/shop").body()).contains("\"opening\":30")
			.contains("[\"High Street\",\"Low Street\"]");
	}

}
