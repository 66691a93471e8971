/** HEAD, OPTIONS and 405 for functional routes. */
@NullMarked
package com.example.myapp.routing;

import org.jspecify.annotations.NullMarked;
