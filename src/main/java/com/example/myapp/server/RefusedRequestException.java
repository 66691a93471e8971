package com.example.myapp.server;

import java.io.Serial;

import org.springframework.http.HttpStatus;

/** A request that is refused before the application sees it. */
final class RefusedRequestException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	private final HttpStatus status;

	/**
	 * Without a stack trace: a client can cause many, and one would cost more than the
	 * answer.
	 */
	RefusedRequestException(HttpStatus status, String reason) {
		super(reason, null, false, false);
		this.status = status;
	}

	static RefusedRequestException badRequest(String reason) {
		return new RefusedRequestException(HttpStatus.BAD_REQUEST, reason);
	}

	/** The status of the answer. */
	HttpStatus status() {
		return this.status;
	}

}
