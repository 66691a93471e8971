package com.example.myapp.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SortController {

	@GetMapping("/sorted")
	Sort sorted(@RequestParam Sort by) {
		return by;
	}

}
