package com.example.myapp.customers;

class CustomerNotFoundException extends RuntimeException {

	CustomerNotFoundException(long id) {
		super("No customer " + id);
	}

}
