package com.example.myapp.clients;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for an OpenTelemetry collector: the tests have the service export to itself. */
@RestController
class Collector {

	private final AtomicInteger traces = new AtomicInteger();

	@PostMapping("/v1/traces")
	void collect(@RequestBody byte[] spans) {
		this.traces.incrementAndGet();
	}

	@GetMapping("/collected")
	Map<String, Integer> collected() {
		return Map.of("traces", this.traces.get());
	}

}
