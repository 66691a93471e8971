package com.example.myapp.server;

import java.util.Date;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerState;

/**
 * Adds the Date field to each answer (RFC 9110 section 6.6.1). It is formatted once a
 * second, since that takes 4 % of a request's time.
 */
final class DateField implements ConnectionObserver {

	private volatile Stamp stamp = new Stamp(0, "");

	@Override
	public void onStateChange(Connection connection, State state) {
		if (state == HttpServerState.REQUEST_RECEIVED) {
			((HttpServerResponse) connection).header(HttpHeaderNames.DATE, now());
		}
	}

	private String now() {
		long second = System.currentTimeMillis() / 1000;
		Stamp stamp = this.stamp;
		if (stamp.second() != second) {
			stamp = new Stamp(second, DateFormatter.format(new Date(second * 1000)));
			this.stamp = stamp;
		}
		return stamp.text();
	}

	private record Stamp(long second, String text) {

	}

}
