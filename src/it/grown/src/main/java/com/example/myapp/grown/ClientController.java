package com.example.myapp.grown;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

@RestController
class ClientController {

	private final WebClient client;

	ClientController() {
		Http2SslContextSpec trusting = Http2SslContextSpec.forClient()
			.configure((tls) -> tls.trustManager(InsecureTrustManagerFactory.INSTANCE));
		HttpClient http = HttpClient.create()
			.secure((spec) -> spec.sslContext(trusting))
			.protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
		this.client = WebClient.builder()
			.baseUrl("https://localhost:8080")
			.clientConnector(new ReactorClientHttpConnector(http))
			.build();
	}

	/** Sends a request to this service itself. */
	@GetMapping("/call")
	Mono<String> call() {
		return this.client.get().uri("/").retrieve().bodyToMono(String.class);
	}

}
