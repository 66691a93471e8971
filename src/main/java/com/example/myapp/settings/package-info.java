/** What can be set from outside, and which values can be used. */
@NullMarked
package com.example.myapp.settings;

import org.jspecify.annotations.NullMarked;
