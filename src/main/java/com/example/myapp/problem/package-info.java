/** Every error as a problem detail (RFC 9457). */
@NullMarked
package com.example.myapp.problem;

import org.jspecify.annotations.NullMarked;
