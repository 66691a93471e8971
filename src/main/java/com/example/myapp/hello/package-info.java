/** The greeting: its route, its handler and what goes over the wire. */
@NullMarked
package com.example.myapp.hello;

import org.jspecify.annotations.NullMarked;
