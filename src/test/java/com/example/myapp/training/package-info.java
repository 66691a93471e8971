/** Tests of the training run of the AOT cache. */
@NullMarked
package com.example.myapp.training;

import org.jspecify.annotations.NullMarked;
