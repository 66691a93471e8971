package com.example.myapp.hello;

/** The body of {@code GET /}, as JSON. */
record Greeting(String message) {
}
