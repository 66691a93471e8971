/** The contract of the HTTP interface, over real sockets. */
@NullMarked
package com.example.myapp.http;

import org.jspecify.annotations.NullMarked;
