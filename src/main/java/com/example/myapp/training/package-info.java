/** The training run of the AOT cache (JEP 514): it serves before the image does. */
@NullMarked
package com.example.myapp.training;

import org.jspecify.annotations.NullMarked;
