/** Tests of what a failure looks like to a client. */
@NullMarked
package com.example.myapp.problem;

import org.jspecify.annotations.NullMarked;
