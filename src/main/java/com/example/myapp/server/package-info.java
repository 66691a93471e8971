/** The HTTP server: what it takes from a client, for how long, and how it stops. */
@NullMarked
package com.example.myapp.server;

import org.jspecify.annotations.NullMarked;
