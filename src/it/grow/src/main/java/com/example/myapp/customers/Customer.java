package com.example.myapp.customers;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

record Customer(@NotBlank String name, @Email String email) {
}
