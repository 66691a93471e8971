package com.example.myapp.server;

import java.time.Duration;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Closing a socket with unread bytes resets the connection, and the client may lose the
 * answer that says why (RFC 9112 section 9.6). So the server's half is closed first, and
 * what comes is dropped until the client closes its own, or for a while.
 */
final class LingeringClose extends ChannelDuplexHandler {

	private final Duration limit;

	private final Deadline deadline = new Deadline();

	private boolean closing;

	LingeringClose(ServerLimits limits) {
		this.limit = limits.linger();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.deadline.stop();
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		if (this.closing) {
			ReferenceCountUtil.release(msg);
		}
		else {
			ctx.fireChannelRead(msg);
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof ChannelInputShutdownEvent && this.closing) {
			ctx.close();
		}
		ctx.fireUserEventTriggered(event);
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		Channel channel = ctx.channel();
		if (!channel.isActive() || !(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
			ctx.close(promise);
			return;
		}
		channel.closeFuture().addListener((closed) -> promise.trySuccess());
		if (!this.closing) {
			this.closing = true;
			ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((left) -> endOutput(ctx));
		}
	}

	private void endOutput(ChannelHandlerContext ctx) {
		DuplexChannel channel = (DuplexChannel) ctx.channel();
		SslHandler tls = ctx.pipeline().get(SslHandler.class);
		ChannelFuture told = (tls != null) ? tls.closeOutbound() : ctx.newSucceededFuture();
		told.addListener((sent) -> channel.shutdownOutput().addListener((ended) -> {
			if (ended.isSuccess()) {
				channel.config().setAutoRead(true);
				// The gate behind lets no read pass once it closes.
				ctx.read();
				this.deadline.start(ctx.executor(), this.limit, ctx::close);
			}
			else {
				ctx.close();
			}
		}));
	}

}
