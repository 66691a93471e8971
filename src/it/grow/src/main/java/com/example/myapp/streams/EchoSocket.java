package com.example.myapp.streams;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;

class EchoSocket implements WebSocketHandler {

	@Override
	public Mono<Void> handle(WebSocketSession session) {
		return session.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
	}

	@Configuration
	static class Mapping {

		@Bean
		HandlerMapping socketMapping() {
			return new SimpleUrlHandlerMapping(Map.of("/echo", new EchoSocket()), -1);
		}

	}

}
