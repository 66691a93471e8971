/** Tests of the service as a whole. */
@NullMarked
package com.example.myapp;

import org.jspecify.annotations.NullMarked;
