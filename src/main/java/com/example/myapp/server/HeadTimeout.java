package com.example.myapp.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerState;

/**
 * Closes an HTTP/1.1 connection whose request head arrives too late, at once or byte by
 * byte. Reactor Netty's idle timeout starts again with each byte.
 */
final class HeadTimeout implements ConnectionObserver {

	private static final AttributeKey<Future<?>> TIMER = AttributeKey.valueOf(HeadTimeout.class, "timer");

	/** From the connection to its first head. */
	private final Duration first;

	/** From a response to the next head; without a limit by default. */
	private final @Nullable Duration next;

	HeadTimeout(Duration first, @Nullable Duration next) {
		this.first = first;
		this.next = next;
	}

	@Override
	public void onStateChange(Connection connection, State state) {
		Channel channel = connection.channel();
		if (state == State.CONNECTED) {
			start(channel, this.first);
		}
		else if (state == HttpServerState.REQUEST_RECEIVED && channel.hasAttr(TIMER)) {
			channel.attr(TIMER).get().cancel(false);
		}
		else if (state == State.DISCONNECTING && channel.hasAttr(TIMER) && this.next != null) {
			start(channel, this.next);
		}
	}

	private static void start(Channel channel, Duration limit) {
		channel.attr(TIMER).set(channel.eventLoop().schedule(() -> {
			if (channel.pipeline().get(NettyPipeline.H2MultiplexHandler) == null) {
				channel.close();
			}
		}, limit.toMillis(), TimeUnit.MILLISECONDS));
	}

}
