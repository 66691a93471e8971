package com.example.myapp.failures;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class BusyException extends ResponseStatusException {

	BusyException() {
		super(HttpStatus.SERVICE_UNAVAILABLE, "Closed for lunch");
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "120");
		return headers;
	}

}
