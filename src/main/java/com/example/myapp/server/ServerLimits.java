package com.example.myapp.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What one client may take from the server. The defaults and their reasons stand in
 * {@code application.yaml}.
 *
 * @param connections open connections at a time; further ones are closed at once
 * @param head time for the head of a request to arrive, from the opening of the
 * connection or from its first byte
 * @param request time for a request to arrive and for the client to take its answer
 * @param body bytes of a request's body
 * @param linger time for a refused client to read its answer before the connection is
 * closed
 * @param drain time for open connections to end once the server is told to stop
 */
@ConfigurationProperties("limits")
record ServerLimits(int connections, Duration head, Duration request, DataSize body, Duration linger, Duration drain) {

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if one is not positive
	 */
	ServerLimits {
		Assert.isTrue(connections > 0, "limits.connections must be positive");
		Assert.isTrue(head.toMillis() > 0, "limits.head must be positive");
		Assert.isTrue(request.toMillis() > 0, "limits.request must be positive");
		Assert.isTrue(!body.isNegative(), "limits.body must not be negative");
		Assert.isTrue(!linger.isNegative(), "limits.linger must not be negative");
		Assert.isTrue(!drain.isNegative(), "limits.drain must not be negative");
	}

}
