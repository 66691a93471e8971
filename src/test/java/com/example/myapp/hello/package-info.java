/** Tests of the greeting. */
@NullMarked
package com.example.myapp.hello;

import org.jspecify.annotations.NullMarked;
