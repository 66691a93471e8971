package com.example.myapp.grown;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FailureController {

	@GetMapping("/sold-out")
	Mono<Void> soldOut() {
		throw new SoldOutException();
	}

	@GetMapping("/unexpected")
	Mono<Void> unexpected() {
		throw new IllegalStateException("secret");
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class SoldOutException extends RuntimeException {

	}

}
