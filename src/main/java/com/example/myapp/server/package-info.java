/** What Spring Boot leaves open between a proxy and a service. */
@NullMarked
package com.example.myapp.server;

import org.jspecify.annotations.NullMarked;
