package com.example.myapp.clients;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

@RestController
class ClientController {

	private final WebClient.Builder builder;

	private final WebClientSsl ssl;

	ClientController(WebClient.Builder builder, WebClientSsl ssl) {
		this.builder = builder;
		this.ssl = ssl;
	}

	@GetMapping("/asked")
	Mono<String> asked(@RequestParam String url) {
		return this.builder.clone().build().get().uri(url).retrieve().bodyToMono(String.class);
	}

	@GetMapping("/asked-over-tls")
	Mono<String> askedOverTls(@RequestParam String url, @Value("${client.bundle}") String bundle) {
		return this.builder.clone()
			.apply(this.ssl.fromBundle(bundle))
			.build()
			.get()
			.uri(url)
			.retrieve()
			.bodyToMono(String.class);
	}

}
