package com.example.myapp.server;

import java.util.concurrent.TimeUnit;

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

	private final Drain drain;

	private long nextWarning = System.nanoTime();

	Acceptor(int limit, Drain drain) {
		this.limit = limit;
		this.drain = drain;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		Channel connection = (Channel) msg;
		if (this.drain.connections() >= this.limit) {
			connection.unsafe().closeForcibly();
			warn("Further connections are closed: " + this.limit + " are open, as many as memory, file descriptors"
					+ " or limits.connections allow");
			return;
		}
		this.drain.add(connection);
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
