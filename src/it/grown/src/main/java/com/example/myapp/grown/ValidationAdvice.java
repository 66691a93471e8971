package com.example.myapp.grown;

import java.util.List;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;

/** Before Spring Boot's advice for problem details, whose order is 0. */
@RestControllerAdvice
@Order(-1)
class ValidationAdvice {

	@ExceptionHandler
	@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
	List<String> invalid(WebExchangeBindException ex) {
		return ex.getFieldErrors().stream().map(FieldError::getField).toList();
	}

}
