package com.example.myapp.shop;

import java.util.Map;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShopController {

	private final ShopProperties properties;

	private final Till till;

	ShopController(ShopProperties properties, Till till) {
		this.properties = properties;
		this.till = till;
	}

	@GetMapping("/shop")
	Map<String, Object> shop() {
		return Map.of("name", this.properties.name(), "opening", this.properties.opening().toMinutes(), "streets",
				this.properties.streets(), "till", this.till.name());
	}

	record Till(String name) {
	}

	@Configuration
	@EnableConfigurationProperties(ShopProperties.class)
	static class Tills {

		@Bean
		@Profile("!staging")
		Till realTill() {
			return new Till("real");
		}

		@Bean
		@Profile("staging")
		Till trainingTill() {
			return new Till("training");
		}

	}

}
