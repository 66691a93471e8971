/** The greeting: its route, its handler and the body of its response. */
@NullMarked
package com.example.myapp.hello;

import org.jspecify.annotations.NullMarked;
