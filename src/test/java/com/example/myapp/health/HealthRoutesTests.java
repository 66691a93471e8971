package com.example.myapp.health;

import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An orchestrator reads the state of the service as Spring Boot keeps it. */
@ServerTest
class HealthRoutesTests {

	private final ApplicationContext context;

	private final WebTestClient client;

	HealthRoutesTests(@Autowired ApplicationContext context, @LocalServerPort int port) {
		this.context = context;
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@AfterEach
	void recover() {
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void isUpWhileTheServiceWorks() {
		assertHealth("/livez", 200, "UP");
		assertHealth("/readyz", 200, "UP");
	}

	@Test
	void isNotReadyWhileTheServiceTakesNoRequests() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		assertHealth("/readyz", 503, "OUT_OF_SERVICE");
		assertHealth("/livez", 200, "UP");
	}

	@Test
	void isNotLiveOnceTheServiceIsBroken() {
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		assertHealth("/livez", 503, "DOWN");
	}

	private void assertHealth(String path, int status, String expected) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.json("{\"status\":\"" + expected + "\"}");
	}

}
