package com.example.myapp.jobs;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Clock {

	private final AtomicInteger ticks = new AtomicInteger();

	@Scheduled(fixedRate = 100)
	void tick() {
		this.ticks.incrementAndGet();
	}

	@GetMapping("/clock")
	Map<String, Integer> ticks() {
		return Map.of("ticks", this.ticks.get());
	}

	@Configuration
	@EnableScheduling
	static class Scheduling {

	}

}
