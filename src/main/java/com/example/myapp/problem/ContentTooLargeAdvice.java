package com.example.myapp.problem;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Gives a body over {@code spring.http.codecs.max-in-memory-size} status 413 (RFC 9110
 * section 15.5.14). Spring does so for controllers; for functional routes it is a 500.
 */
@RestControllerAdvice
class ContentTooLargeAdvice {

	@ExceptionHandler
	ProblemDetail contentTooLarge(DataBufferLimitException ex) {
		return ProblemDetail.forStatus(HttpStatus.CONTENT_TOO_LARGE);
	}

}
