/** The training run of the AOT cache (JEP 514), while the image is built. */
@NullMarked
package com.example.myapp.training;

import org.jspecify.annotations.NullMarked;
