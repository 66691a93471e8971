package com.example.myapp.server;

import com.example.myapp.server.Reserve.Share.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what the client of a WebSocket makes the server hold: parts of frames that do
 * not end, and pings. Of these only the latest is answered while the client does not read
 * (RFC 6455 section 5.5.3); Reactor Netty would keep an answer to each in memory.
 */
final class WebSocketGuard extends ChannelInboundHandlerAdapter {

	private final Reserve reserve;

	private boolean hasFrame;

	private @Nullable PingWebSocketFrame latest;

	private WebSocketGuard(Reserve reserve) {
		this.reserve = reserve;
	}

	/** Adds it, if a WebSocket is what is spoken. */
	static void addTo(ChannelPipeline pipeline, Reserve reserve) {
		ChannelHandlerContext decoder = pipeline.context(WebSocketFrameDecoder.class);
		if (decoder != null) {
			WebSocketGuard guard = new WebSocketGuard(reserve);
			pipeline.addBefore(decoder.name(), null, guard.new Intake());
			pipeline.addAfter(decoder.name(), null, guard);
		}
	}

	/** Counts what has come of a frame. */
	private final class Intake extends ChannelInboundHandlerAdapter {

		private final Claim claim = WebSocketGuard.this.reserve.waiting().new Claim();

		private int held;

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object msg) {
			int bytes = ((ByteBuf) msg).readableBytes();
			WebSocketGuard.this.hasFrame = false;
			ctx.fireChannelRead(msg);
			this.held = WebSocketGuard.this.hasFrame ? 0 : this.held + bytes;
			if (!this.claim.hold(this.held)) {
				this.claim.hold(0);
				// At once, which frees what has come.
				ctx.channel().unsafe().close(ctx.voidPromise());
			}
		}

		@Override
		public void handlerRemoved(ChannelHandlerContext ctx) {
			this.claim.hold(0);
		}

	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		this.hasFrame = true;
		if (msg instanceof PingWebSocketFrame ping && !ctx.channel().isWritable()) {
			drop();
			this.latest = ping;
			ctx.read();
		}
		else {
			ctx.fireChannelRead(msg);
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		PingWebSocketFrame ping = this.latest;
		if (ping != null && ctx.channel().isWritable()) {
			this.latest = null;
			ctx.fireChannelRead(ping);
		}
		ctx.fireChannelWritabilityChanged();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		drop();
	}

	private void drop() {
		if (this.latest != null) {
			this.latest.release();
			this.latest = null;
		}
	}

}
