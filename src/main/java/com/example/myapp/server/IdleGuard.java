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
 * what waits for it. A client that reads slowly may take as long as it likes while memory
 * lasts.
 * <p>
 * Reactor Netty's own idle timeout also ends a connection of HTTP/2 while a handler
 * works.
 */
final class IdleGuard extends IdleStateHandler {

	private final UnsentAnswers.Backlog backlog;

	private long unsent;

	private int marks;

	/** What leaves next, and how many bytes of it have left. */
	private long next;

	IdleGuard(Duration stalled, Duration idle, UnsentAnswers answers, Channel channel) {
		super(true, 0, stalled.toMillis(), idle.toMillis(), TimeUnit.MILLISECONDS);
		this.backlog = answers.new Backlog(channel.eventLoop(), () -> hasTaken(channel), () -> cut(channel));
	}

	/** What is left waits until the client takes it. */
	@Override
	public void flush(ChannelHandlerContext ctx) {
		ctx.flush();
		if (unsent(ctx.channel()) > this.unsent) {
			if (this.unsent == 0) {
				hasTaken(ctx.channel());
			}
			mark(ctx);
			this.unsent = unsent(ctx.channel());
			this.backlog.grow(this.unsent);
		}
	}

	/** A mark leaves when all before it has left, or with the connection. */
	private void mark(ChannelHandlerContext ctx) {
		this.marks++;
		ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((left) -> {
			this.marks--;
			this.unsent = unsent(ctx.channel());
			this.backlog.shrink(this.unsent);
			if (this.unsent > 0 && this.marks == 0) {
				mark(ctx);
			}
		});
	}

	@Override
	protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
		if (event.state() == IdleState.ALL_IDLE) {
			if (isIdle(ctx.pipeline())) {
				ctx.channel().close();
			}
		}
		// The first event means only that no write has ended; the next, that no byte has
		// left or been added since.
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

	/** Whether some has left since it was last asked. */
	private boolean hasTaken(Channel channel) {
		ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
		long before = this.next;
		this.next = (unsent != null)
				? ((long) System.identityHashCode(unsent.current()) << 32) + unsent.currentProgress() : 0;
		return this.next != before;
	}

	/** Closes it at once, which frees what waits for it. */
	static void cut(Channel channel) {
		channel.unsafe().close(channel.voidPromise());
	}

}
