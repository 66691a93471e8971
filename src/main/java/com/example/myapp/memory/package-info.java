/** The end of a service whose heap is used up. */
@NullMarked
package com.example.myapp.memory;

import org.jspecify.annotations.NullMarked;
