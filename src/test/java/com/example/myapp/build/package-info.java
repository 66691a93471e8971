/** The build itself: what a clone does before any code of ours runs. */
@NullMarked
package com.example.myapp.build;

import org.jspecify.annotations.NullMarked;
