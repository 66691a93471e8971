package com.example.myapp.server;

import com.example.myapp.http.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Beans of the project win over those of the server. */
@ServerTest
class ProjectBeansTests {

	@Test
	void replaceTheEventLoops(@Autowired ReactorResourceFactory used,
			@Autowired @Qualifier("reactorResourceFactory") ReactorResourceFactory own) {
		assertThat(used).isSameAs(own);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			return new ReactorResourceFactory();
		}

	}

}
