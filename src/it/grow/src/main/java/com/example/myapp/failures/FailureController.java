package com.example.myapp.failures;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/failures")
class FailureController {

	@GetMapping("/busy")
	Mono<Void> busy() {
		return Mono.error(new BusyException());
	}

	@GetMapping("/teapot")
	void teapot() {
		ProblemDetail teapot = ProblemDetail.forStatusAndDetail(HttpStatus.I_AM_A_TEAPOT, "Short and stout");
		teapot.setProperty("handle", true);
		throw new ErrorResponseException(HttpStatus.I_AM_A_TEAPOT, teapot, null);
	}

	@GetMapping("/unexpected/{secret}")
	void unexpected(@PathVariable String secret) {
		throw new IllegalStateException(secret);
	}

}
