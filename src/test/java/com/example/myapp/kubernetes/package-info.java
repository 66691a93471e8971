/** The manifests in {@code src/kubernetes}, held against what they deploy. */
@NullMarked
package com.example.myapp.kubernetes;

import org.jspecify.annotations.NullMarked;
