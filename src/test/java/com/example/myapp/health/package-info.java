/** Tests of liveness and readiness. */
@NullMarked
package com.example.myapp.health;

import org.jspecify.annotations.NullMarked;
