package com.example.myapp.streams;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StreamController {

	private static final int CHUNK = 64 * 1024;

	@GetMapping("/slow")
	Mono<String> slow(@RequestParam Duration takes) {
		return Mono.delay(takes).thenReturn("at last");
	}

	@GetMapping(path = "/ticks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<Long> ticks(@RequestParam Duration every) {
		return Flux.interval(every).onBackpressureDrop();
	}

	@GetMapping("/download")
	ResponseEntity<Flux<DataBuffer>> download(@RequestParam int chunks) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.contentLength((long) chunks * CHUNK)
			.body(Flux.range(0, chunks).map((chunk) -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[CHUNK])));
	}

}
