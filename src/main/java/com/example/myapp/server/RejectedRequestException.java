package com.example.myapp.server;

import java.io.Serial;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that is refused before the application sees it. */
final class RejectedRequestException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1;

	private final int status;

	RejectedRequestException(HttpResponseStatus status, String reason) {
		super(reason);
		this.status = status.code();
	}

	/** The status of the answer. */
	HttpResponseStatus status() {
		return HttpResponseStatus.valueOf(this.status);
	}

	/**
	 * An attacker can cause many of these: a stack trace would cost more than the answer.
	 */
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
