package com.example.myapp.server;

import reactor.netty.ChannelBindException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the settings to change when the server cannot listen on its port or address. */
class ListenFailureAnalyzer extends AbstractFailureAnalyzer<ChannelBindException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ChannelBindException cause) {
		Throwable reason = (cause.getCause() != null) ? cause.getCause() : cause;
		return new FailureAnalysis(
				"The server cannot listen on port " + cause.localPort() + " of " + cause.localHost() + ": "
						+ reason.getMessage(),
				"Set server.port (SERVER_PORT) to a port that this process may open, above 1023 as a rule, and server.address (SERVER_ADDRESS), if at all, to an address of this machine.",
				cause);
	}

}
