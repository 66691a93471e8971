/** Tests that take the image and an engine: {@code ./mvnw verify -Pimage}. */
@NullMarked
package com.example.myapp.image;

import org.jspecify.annotations.NullMarked;
