package com.example.mvc;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Book {

	@Id
	private String title;

}
