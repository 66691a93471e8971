/** The image as it lands in users' hands; these tests need an engine. */
@NullMarked
package com.example.myapp.image;

import org.jspecify.annotations.NullMarked;
