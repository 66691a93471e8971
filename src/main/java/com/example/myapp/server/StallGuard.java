package com.example.myapp.server;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a client that takes nothing of what there is for it. One that takes little may go
 * on for as long as it likes.
 */
final class StallGuard extends ChannelDuplexHandler {

	private final Deadline deadline;

	private @Nullable Object first;

	private long taken;

	StallGuard(Duration limit) {
		this.deadline = new Deadline(limit);
	}

	@Override
	public void flush(ChannelHandlerContext ctx) {
		ctx.flush();
		watch(ctx);
	}

	private void watch(ChannelHandlerContext ctx) {
		ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
		if (pending != null && !pending.isEmpty() && this.deadline.start(ctx.executor(), () -> check(ctx, pending))) {
			this.first = pending.current();
			this.taken = pending.currentProgress();
		}
	}

	private void check(ChannelHandlerContext ctx, ChannelOutboundBuffer pending) {
		this.deadline.stop();
		if (!pending.isEmpty() && pending.current() == this.first && pending.currentProgress() == this.taken) {
			Channel channel = ctx.channel();
			channel.unsafe().close(channel.voidPromise());
		}
		else {
			watch(ctx);
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.deadline.stop();
		this.first = null;
	}

}
