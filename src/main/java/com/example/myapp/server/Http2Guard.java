package com.example.myapp.server;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a client of HTTP/2 to the same rules and limits, between the codec and the
 * streams. Netty bounds the rest itself: streams at a time, resets, frames without an
 * end.
 */
final class Http2Guard extends ChannelDuplexHandler {

	private final ServerLimits limits;

	private final Http2Connection connection;

	private final Http2Connection.PropertyKey progress;

	private final Deadline first;

	/** What a stream has sent of its body and taken of its answer. */
	private static final class Progress {

		private int received;

		private int window = Integer.MAX_VALUE;

	}

	Http2Guard(Http2Connection connection, ServerLimits limits) {
		this.connection = connection;
		this.progress = connection.newKey();
		this.limits = limits;
		this.first = new Deadline(limits.head());
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		this.first.start(ctx.executor(), ctx::close);
		ctx.executor().schedule(() -> check(ctx), this.limits.request().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.first.stop();
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		if (msg instanceof Http2HeadersFrame frame && frame.headers().path() != null) {
			this.first.stop();
			try {
				RequestRules.check(frame.headers(), this.limits.body().toBytes());
			}
			catch (RefusedRequestException ex) {
				refuse(ctx, frame.stream(), ex);
				return;
			}
		}
		else if (msg instanceof Http2DataFrame frame) {
			Http2Stream stream = this.connection.stream(frame.stream().id());
			if (stream != null) {
				progress(stream).received += frame.initialFlowControlledBytes();
			}
		}
		ctx.fireChannelRead(msg);
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		if (msg instanceof Http2HeadersFrame frame && frame.headers().status() != null) {
			frame.headers().set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
		}
		ctx.write(msg, promise);
	}

	private void check(ChannelHandlerContext ctx) {
		if (ctx.isRemoved()) {
			return;
		}
		List<Integer> stalled = new ArrayList<>();
		try {
			this.connection.forEachActiveStream((stream) -> !isStalled(stream) || stalled.add(stream.id()));
		}
		catch (Http2Exception ex) {
			throw new IllegalStateException(ex);
		}
		Http2FrameCodec codec = ctx.pipeline().get(Http2FrameCodec.class);
		ChannelHandlerContext http2 = ctx.pipeline().context(codec);
		stalled.forEach((id) -> codec.resetStream(http2, id, Http2Error.CANCEL.code(), http2.newPromise()));
		http2.flush();
		ctx.executor().schedule(() -> check(ctx), this.limits.request().toMillis(), TimeUnit.MILLISECONDS);
	}

	private boolean isStalled(Http2Stream stream) {
		Progress progress = progress(stream);
		boolean drips = stream.state().remoteSideOpen() && progress.received < RequestGate.DRIP
				&& this.connection.local().flowController().windowSize(stream) > 0;
		int window = this.connection.remote().flowController().windowSize(stream);
		boolean takesNothing = this.connection.remote().flowController().hasFlowControlled(stream)
				&& window == progress.window;
		progress.received = 0;
		progress.window = window;
		return drips || takesNothing;
	}

	private Progress progress(Http2Stream stream) {
		Progress progress = stream.getProperty(this.progress);
		if (progress == null) {
			progress = new Progress();
			stream.setProperty(this.progress, progress);
		}
		return progress;
	}

	private void refuse(ChannelHandlerContext ctx, @Nullable Http2FrameStream stream, RefusedRequestException refused) {
		Http2Headers headers = new DefaultHttp2Headers().status(Integer.toString(refused.status().value()));
		write(ctx, new DefaultHttp2HeadersFrame(headers, true).stream(stream), ctx.newPromise());
		ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR).stream(stream));
	}

}
