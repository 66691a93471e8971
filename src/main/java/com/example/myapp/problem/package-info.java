/** Errors as problem details (RFC 9457), beside those that Spring renders. */
@NullMarked
package com.example.myapp.problem;

import org.jspecify.annotations.NullMarked;
