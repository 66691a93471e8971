package com.example.myapp.orders;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

record Order(@NotBlank String item, @Positive int quantity) {
}
