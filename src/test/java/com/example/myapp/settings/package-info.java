/** Tests of the settings. */
@NullMarked
package com.example.myapp.settings;

import org.jspecify.annotations.NullMarked;
