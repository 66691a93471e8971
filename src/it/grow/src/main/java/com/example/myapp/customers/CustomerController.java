package com.example.myapp.customers;

import java.net.URI;
import java.util.Map;

import jakarta.validation.Valid;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/customers")
class CustomerController {

	@GetMapping("/{id}")
	Customer show(@PathVariable long id) {
		if (id == 404) {
			throw new CustomerNotFoundException(id);
		}
		return new Customer("Customer " + id, "customer@example.com");
	}

	@GetMapping
	Map<String, String> list(@RequestParam(defaultValue = "name") String sort) {
		return Map.of("sort", sort);
	}

	@PostMapping
	Mono<ResponseEntity<Customer>> create(@Valid @RequestBody Mono<Customer> customer) {
		return customer.map((created) -> ResponseEntity.created(URI.create("/customers/7")).body(created));
	}

	@PostMapping("/{id}/photo")
	Mono<String> photo(@PathVariable long id, @RequestPart FilePart photo) {
		return Mono.just(photo.filename());
	}

	@DeleteMapping("/{id}")
	void delete(@PathVariable long id) {
		throw new UnsupportedOperationException("Customers stay");
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.NOT_IMPLEMENTED)
	String unsupported(UnsupportedOperationException ex) {
		return ex.getMessage();
	}

}
