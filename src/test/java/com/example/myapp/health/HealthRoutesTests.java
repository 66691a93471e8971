package com.example.myapp.health;

import com.example.myapp.ServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

class HealthRoutesTests extends ServerTest {

	@Autowired
	private ApplicationContext context;

	@ParameterizedTest
	@CsvSource({ "/livez, DOWN", "/readyz, OUT_OF_SERVICE" })
	void followsTheStateThatSpringBootKeeps(String path, String status) {
		boolean live = path.equals("/livez");
		expect(path, 200, "UP");
		AvailabilityChangeEvent.publish(this.context, live ? LivenessState.BROKEN : ReadinessState.REFUSING_TRAFFIC);
		expect(path, 503, status);
		AvailabilityState up = live ? LivenessState.CORRECT : ReadinessState.ACCEPTING_TRAFFIC;
		AvailabilityChangeEvent.publish(this.context, up);
		expect(path, 200, "UP");
	}

	private void expect(String path, int code, String status) {
		client().get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(code)
			.expectBody()
			.json("{\"status\":\"" + status + "\"}");
	}

}
