package com.example.myapp.grown;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookController {

	record Book(@NotBlank String title) {
	}

	private final JdbcClient database;

	BookController(JdbcClient database) {
		this.database = database;
	}

	@GetMapping("/books")
	Mono<List<String>> titles() {
		return Mono.fromSupplier(() -> this.database.sql("SELECT title FROM book").query(String.class).list())
			.subscribeOn(Schedulers.boundedElastic());
	}

	@PostMapping("/books")
	Mono<Book> add(@Valid @RequestBody Book book) {
		return Mono.just(book);
	}

	@DeleteMapping("/books")
	@PreAuthorize("hasRole('LIBRARIAN')")
	Mono<String> remove() {
		return Mono.just("removed");
	}

}
