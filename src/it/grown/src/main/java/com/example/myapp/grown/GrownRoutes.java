package com.example.myapp.grown;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import javax.imageio.ImageIO;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;

@Configuration(proxyBeanMethods = false)
class GrownRoutes {

	private static final Log logger = LogFactory.getLog(GrownRoutes.class);

	private static final Flux<Long> TICKS = Flux.interval(Duration.ofMillis(100));

	@Bean
	RouterFunction<ServerResponse> grown() {
		return route().GET("/block", (request) -> ok().body(Mono.fromCallable(GrownRoutes::block), String.class))
			.GET("/call", (request) -> ok().body(call(), String.class))
			.POST("/chat", (request) -> ok().build())
			.GET("/events", (request) -> ok().contentType(MediaType.TEXT_EVENT_STREAM).body(TICKS, Long.class))
			.GET("/fill", (request) -> ok().bodyValue(new long[1 << 30]))
			.GET("/picture", (request) -> ok().body(Mono.fromCallable(GrownRoutes::picture), byte[].class))
			.GET("/sold-out", (request) -> Mono.error(new SoldOutException()))
			.GET("/unexpected", (request) -> Mono.error(new IllegalStateException("secret")))
			.GET("/wait", (request) -> waitForever())
			.build();
	}

	/** After the mappings of routes and controllers. */
	@Bean
	HandlerMapping chatSocket() {
		WebSocketHandler echo = (session) -> session.send(session.receive().doOnNext(WebSocketMessage::retain));
		return new SimpleUrlHandlerMapping(Map.of("/chat", echo), 1);
	}

	private static String block() throws InterruptedException {
		logger.info("Blocks");
		Thread.sleep(6000);
		logger.info("Goes on");
		return "done";
	}

	private static Mono<String> call() {
		Http2SslContextSpec trusting = Http2SslContextSpec.forClient()
			.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE));
		HttpClient http = HttpClient.create()
			.secure((tls) -> tls.sslContext(trusting))
			.protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
		WebClient client = WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
		return client.get().uri("https://localhost:8080").retrieve().bodyToMono(String.class);
	}

	private static byte[] picture() throws IOException {
		BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
		image.createGraphics().fill3DRect(0, 0, 20, 20, true);
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image, "png", png);
		return png.toByteArray();
	}

	private static Mono<ServerResponse> waitForever() {
		logger.info("Waits");
		return Mono.<ServerResponse>never().doOnCancel(() -> logger.info("Cancelled"));
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	private static final class SoldOutException extends RuntimeException {

	}

}
