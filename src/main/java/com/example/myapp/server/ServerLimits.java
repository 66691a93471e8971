package com.example.myapp.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one client may take from the server. The defaults and their reasons stand in
 * {@code application.yaml}; what they can be, in the package {@code settings}.
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
record ServerLimits(@DefaultValue("8192") int connections, @DefaultValue("10s") Duration head,
		@DefaultValue("30s") Duration request, @DefaultValue("1MB") DataSize body, @DefaultValue("2s") Duration linger,
		@DefaultValue("5s") Duration drain) {
}
