/** What every route answers besides its own method. */
@NullMarked
package com.example.myapp.routing;

import org.jspecify.annotations.NullMarked;
