package com.example.myapp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Closes a connection that carries no request, and cuts a client that reads nothing of
 * what waits for it. A client that reads slowly may take as long as it likes, and as
 * there is memory for.
 * <p>
 * Reactor Netty's own idle timeout also ends a connection of HTTP/2 while a handler
 * works.
 */
final class IdleGuard extends IdleStateHandler {

	private final UnsentAnswers.Answer answers;

	IdleGuard(Duration stalled, Duration idle, UnsentAnswers answers, Channel channel) {
		super(true, 0, stalled.toMillis(), idle.toMillis(), TimeUnit.MILLISECONDS);
		this.answers = answers.new Answer(channel.eventLoop(), () -> cut(channel));
	}

	/** What is left waits until the client takes some of it. */
	@Override
	public void flush(ChannelHandlerContext ctx) {
		ctx.flush();
		long unsent = unsent(ctx.channel());
		if (unsent > 0) {
			this.answers.move(unsent);
			ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((left) -> this.answers.move(unsent(ctx.channel())));
		}
	}

	@Override
	protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
		if (event.state() == IdleState.ALL_IDLE) {
			if (isIdle(ctx.pipeline())) {
				ctx.channel().close();
			}
		}
		// The first event means only that no write has ended; the next, that no byte has
		// left since.
		else if (!event.isFirst() && unsent(ctx.channel()) > 0) {
			cut(ctx.channel());
		}
	}

	/** Whether no request is there, nor a part of one; a WebSocket is never idle. */
	private static boolean isIdle(ChannelPipeline pipeline) {
		RequestGate requests = pipeline.get(RequestGate.class);
		if (requests != null) {
			return requests.isIdle();
		}
		Http2FrameCodec streams = pipeline.get(Http2FrameCodec.class);
		return streams != null && streams.connection().numActiveStreams() == 0;
	}

	/** Bytes that the kernel has not taken. */
	private static long unsent(Channel channel) {
		ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
		return (unsent != null && !unsent.isEmpty()) ? unsent.totalPendingWriteBytes() : 0;
	}

	private static void cut(Channel channel) {
		channel.unsafe().close(channel.voidPromise());
	}

}
