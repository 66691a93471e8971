@NullMarked
package com.example.myapp.memory;

import org.jspecify.annotations.NullMarked;
