package com.example.myapp.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

@Configuration
class WebConfiguration implements WebFluxConfigurer {

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/customers/**").allowedOrigins("https://shop.example.com").allowedMethods("GET", "DELETE");
		registry.addMapping("/orders/**").allowedOrigins("https://shop.example.com").allowedMethods("GET", "DELETE");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/manual/**").addResourceLocations("classpath:/manual/");
	}

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, Sort.class, (text) -> new Sort(text.toUpperCase()));
	}

}
