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

	private boolean failing;

	Acceptor(int limit) {
		this.limit = limit;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		Channel connection = (Channel) msg;
		if (this.connections.incrementAndGet() > this.limit) {
			this.connections.decrementAndGet();
			connection.unsafe().closeForcibly();
			return;
		}
		this.failing = false;
		connection.closeFuture().addListener((closed) -> this.connections.decrementAndGet());
		ctx.fireChannelRead(connection);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (!this.failing) {
			this.failing = true;
			logger.warn("Connections wait, for none can be accepted with " + this.connections + " open: "
					+ cause.getMessage());
		}
		ctx.channel().config().setAutoRead(false);
		ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
	}

}
