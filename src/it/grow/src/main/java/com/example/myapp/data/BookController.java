package com.example.myapp.data;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/books")
class BookController {

	private final DatabaseClient database;

	BookController(DatabaseClient database) {
		this.database = database;
	}

	@GetMapping
	Flux<Book> list() {
		return this.database.sql("SELECT title FROM book ORDER BY title").mapProperties(Book.class).all();
	}

	@PostMapping
	Mono<Long> add(@RequestBody Book book) {
		return this.database.sql("INSERT INTO book (title) VALUES (:title)")
			.bind("title", book.title())
			.fetch()
			.rowsUpdated();
	}

	record Book(String title) {
	}

}
