package com.example.myapp.server;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the codec and Reactor Netty, one to a connection: refuses what
 * {@link RequestRules} refuse, limits the body, and ends a request that takes too long to
 * arrive or whose answer the client does not take.
 */
final class RequestGuard extends ChannelDuplexHandler {

	private final ServerLimits limits;

	private final Deadline deadline;

	/** Requests whose answer has not gone out. */
	private int unanswered;

	/** Whether a request has begun to arrive and has not ended. */
	private boolean arriving;

	private boolean expectsContinue;

	private boolean keepsAliveInHttp10;

	private long bodyBytes;

	private @Nullable HttpResponseStatus refusal;

	private boolean closing;

	RequestGuard(ServerLimits limits) {
		this.limits = limits;
		this.deadline = new Deadline(limits.request());
	}

	/** The status to refuse a request with, once there is one to refuse. */
	@Nullable HttpResponseStatus refusal() {
		return this.refusal;
	}

	/** Whether the client may hold back a body that it announced (RFC 9110 10.1.1). */
	boolean isBodyUncertain() {
		return this.expectsContinue && this.arriving;
	}

	/** Whether the client must be told that the connection goes on (RFC 9112 C.2.2). */
	boolean isKeepAliveInHttp10() {
		return this.keepsAliveInHttp10;
	}

	/** Whether there is nothing to wait for but a next request. */
	boolean isIdle() {
		return this.unanswered == 0 && !this.arriving;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		if (this.closing || this.refusal != null) {
			ReferenceCountUtil.release(msg);
			return;
		}
		if (msg instanceof HttpRequest request) {
			this.unanswered++;
			this.arriving = true;
			this.bodyBytes = 0;
			this.expectsContinue = HttpUtil.is100ContinueExpected(request);
			this.keepsAliveInHttp10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion())
					&& HttpUtil.isKeepAlive(request);
			check(request);
		}
		if (msg instanceof HttpContent content) {
			this.bodyBytes += content.content().readableBytes();
			this.arriving = !(msg instanceof LastHttpContent) || content.decoderResult().isFailure();
			boolean answered = this.unanswered == 0 && content.decoderResult().isFailure();
			if (answered || this.bodyBytes > this.limits.body().toBytes()) {
				content.release();
				ctx.channel().close();
				return;
			}
		}
		ctx.fireChannelRead(msg);
	}

	private void check(HttpRequest request) {
		if (request.decoderResult().isSuccess()) {
			try {
				RequestRules.check(request, this.limits.body().toBytes());
				return;
			}
			catch (RejectedRequestException ex) {
				request.setDecoderResult(DecoderResult.failure(ex));
			}
		}
		Throwable cause = request.decoderResult().cause();
		this.refusal = (cause instanceof RejectedRequestException ex) ? ex.status() : HttpResponseStatus.BAD_REQUEST;
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		// Nearly every request has been answered by now and needs no timer.
		if (!isIdle() && !this.closing) {
			this.deadline.start(ctx.executor(), ctx::close);
		}
		ctx.fireChannelReadComplete();
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		if (msg instanceof LastHttpContent) {
			ctx.write(msg, promise.unvoid().addListener((answered) -> {
				this.unanswered--;
				if (isIdle()) {
					this.deadline.stop();
				}
			}));
		}
		else {
			ctx.write(msg, promise);
		}
	}

	/**
	 * Closing a socket with unread bytes resets the connection, and the client may lose
	 * the answer that says why (RFC 9112 section 9.6). So the server's half is closed
	 * first, and for a while the client's bytes are dropped. Not so where the client has
	 * sent too little in its time: there is nothing unread, and those who do it are many.
	 */
	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		boolean unread = !HttpResponseStatus.REQUEST_TIMEOUT.equals(this.refusal)
				&& (this.arriving || this.refusal != null);
		if (this.closing || !unread || !ctx.channel().isActive() || !(ctx.channel() instanceof DuplexChannel channel)) {
			ctx.close(promise);
			return;
		}
		this.closing = true;
		channel.closeFuture().addListener((closed) -> promise.trySuccess());
		channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
		channel.config().setAutoRead(true);
		ctx.executor().schedule(() -> ctx.close(), this.limits.linger().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.deadline.stop();
	}

}
