/**
 * Health checks for an orchestrator: is the process alive, and may it be sent requests.
 */
@NullMarked
package com.example.myapp.health;

import org.jspecify.annotations.NullMarked;
