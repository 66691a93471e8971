package com.example.mvc;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookController {

	private final BookRepository books;

	BookController(BookRepository books) {
		this.books = books;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String page() {
		return "<!DOCTYPE html><title>Books</title><p>" + this.books.count() + " to read";
	}

}
