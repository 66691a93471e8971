package com.example.myapp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Has only the latest of a WebSocket's pings answered while its client does not read (RFC
 * 6455 section 5.5.3). Reactor Netty would keep an answer to each in memory.
 */
final class PingGuard extends ChannelInboundHandlerAdapter {

	private @Nullable PingWebSocketFrame latest;

	/** Adds it, if a WebSocket is what is spoken. */
	static void addTo(ChannelPipeline pipeline) {
		ChannelHandlerContext decoder = pipeline.context(WebSocketFrameDecoder.class);
		if (decoder != null) {
			pipeline.addAfter(decoder.name(), null, new PingGuard());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
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
