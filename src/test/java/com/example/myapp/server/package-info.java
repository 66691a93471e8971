/** Tests of how the server stops. */
@NullMarked
package com.example.myapp.server;

import org.jspecify.annotations.NullMarked;
