/** Ends the process when its heap is full. */
@NullMarked
package com.example.myapp.memory;

import org.jspecify.annotations.NullMarked;
