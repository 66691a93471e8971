package com.example.myapp.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Limits the connections, before Reactor Netty accepts them: it has the same limit, but
 * with a warning for each, and does not recover from a failure to accept (too few file
 * descriptors).
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(Acceptor.class);

	private final int limit;

	private final AtomicInteger connections = new AtomicInteger();

	private long nextWarning = System.nanoTime();

	Acceptor(int limit) {
		this.limit = limit;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		Channel connection = (Channel) msg;
		if (this.connections.incrementAndGet() > this.limit) {
			this.connections.decrementAndGet();
			connection.unsafe().closeForcibly();
			warn("Further connections are closed: " + this.limit + " are open, as many as memory, file descriptors"
					+ " or limits.connections allow");
			return;
		}
		connection.closeFuture().addListener((closed) -> this.connections.decrementAndGet());
		ctx.fireChannelRead(connection);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		warn("Further connections wait, for none can be accepted: " + cause.getMessage());
		ctx.channel().config().setAutoRead(false);
		ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
	}

	/** Once a minute at most. */
	private void warn(String message) {
		long now = System.nanoTime();
		if (now - this.nextWarning >= 0) {
			this.nextWarning = now + TimeUnit.MINUTES.toNanos(1);
			logger.warn(message);
		}
	}

}
