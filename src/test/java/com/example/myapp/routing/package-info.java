/** Tests of what routes answer besides their own method. */
@NullMarked
package com.example.myapp.routing;

import org.jspecify.annotations.NullMarked;
