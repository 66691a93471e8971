package com.example.myapp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Cuts a client that takes nothing of what there is for it. One that takes little may go
 * on for as long as it likes.
 */
final class StallGuard extends IdleStateHandler {

	StallGuard(Duration limit) {
		super(true, 0, limit.toMillis(), 0, TimeUnit.MILLISECONDS);
	}

	/** The first event says that no write has ended, the next that no byte has left. */
	@Override
	protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
		ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
		if (!event.isFirst() && pending != null && !pending.isEmpty()) {
			ctx.channel().unsafe().close(ctx.voidPromise());
		}
	}

}
