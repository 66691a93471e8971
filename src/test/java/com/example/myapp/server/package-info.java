/** Tests of the server's limits, HTTP/2, settings, event loops and shutdown. */
@NullMarked
package com.example.myapp.server;

import org.jspecify.annotations.NullMarked;
