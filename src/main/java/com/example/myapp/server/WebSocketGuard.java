package com.example.myapp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what the client of a WebSocket makes the server hold: parts of frames and of
 * messages that do not end, and pings. Of these only the latest is answered while the
 * client does not read (RFC 6455 section 5.5.3); Reactor Netty would keep an answer to
 * each in memory.
 */
final class WebSocketGuard extends ChannelInboundHandlerAdapter {

	private final Intake intake;

	/** Bytes of the frames of a message that has not come whole. */
	private int fragments;

	private @Nullable PingWebSocketFrame latest;

	private WebSocketGuard(Intake intake) {
		this.intake = intake;
	}

	/** Adds it, if a WebSocket is what is spoken. */
	static void addTo(ChannelPipeline pipeline, Reserve reserve) {
		ChannelHandlerContext decoder = pipeline.context(WebSocketFrameDecoder.class);
		if (decoder != null) {
			Intake intake = new Intake(reserve);
			pipeline.addBefore(decoder.name(), null, intake);
			pipeline.addAfter(decoder.name(), null, new WebSocketGuard(intake));
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		this.intake.hasFrame();
		// Pings and pongs may come in between.
		if (msg instanceof WebSocketFrame frame && !(msg instanceof PingWebSocketFrame)
				&& !(msg instanceof PongWebSocketFrame)) {
			this.fragments = frame.isFinalFragment() ? 0 : this.fragments + frame.content().readableBytes();
			this.intake.hasUnread(this.fragments);
		}
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

	/**
	 * A client that goes away within a message is no failure, as which it is reported.
	 */
	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		if (ctx.pipeline().get(WebSocketFrameAggregator.class) != null) {
			ctx.pipeline().remove(WebSocketFrameAggregator.class);
		}
		ctx.fireChannelInactive();
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
