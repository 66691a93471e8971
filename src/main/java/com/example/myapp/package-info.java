/** The service: one greeting, over HTTP. */
@NullMarked
package com.example.myapp;

import org.jspecify.annotations.NullMarked;
