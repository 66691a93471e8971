package com.example.myapp.server;

import java.nio.channels.ClosedChannelException;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stands behind the codec: refuses what {@link RequestRules} refuse, and says of each
 * answer whether it is the last of its connection.
 * <p>
 * It adds no security header: they rule what a browser does with a page, and JSON is not
 * a page; Strict-Transport-Security is for who ends TLS (RFC 6797 section 7.2).
 */
final class RequestGuard extends ChannelDuplexHandler {

	private static final Log logger = LogFactory.getLog(RequestGuard.class);

	private final RequestGate gate;

	private final long bodyLimit;

	private final Drain drain;

	// This and the fields below describe the request that is being served.

	private boolean isHead;

	private boolean isHttp10;

	private boolean keepsAlive;

	/** Whether the client may hold the body back (RFC 9110 section 10.1.1). */
	private boolean expectsContinue;

	private boolean ended;

	private long bodyBytes;

	private boolean answerBegun;

	private boolean answered;

	private boolean answerIsLast;

	RequestGuard(RequestGate gate, long bodyLimit, Drain drain) {
		this.gate = gate;
		this.bodyLimit = bodyLimit;
		this.drain = drain;
	}

	boolean isHead() {
		return this.isHead;
	}

	/** Whether the whole request has come. */
	boolean hasEnded() {
		return this.ended;
	}

	boolean hasAnswerBegun() {
		return this.answerBegun;
	}

	/** Whether the connection ends with the answer that has been written. */
	boolean isAnswerLast() {
		return this.answered && this.answerIsLast;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		if (this.gate.isClosing()) {
			ReferenceCountUtil.release(msg);
			return;
		}
		try {
			if (msg instanceof HttpRequest request) {
				begin(request);
			}
			else if (msg instanceof HttpContent content && !takes(content)) {
				ReferenceCountUtil.release(msg);
				return;
			}
		}
		catch (RefusedRequestException ex) {
			ReferenceCountUtil.release(msg);
			this.gate.refuse(ctx.pipeline().context(this.gate), ex, this.isHead, this.answerBegun);
			return;
		}
		ctx.fireChannelRead(msg);
	}

	private void begin(HttpRequest request) {
		this.isHead = HttpMethod.HEAD.equals(request.method());
		this.isHttp10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
		this.keepsAlive = HttpUtil.isKeepAlive(request);
		this.ended = false;
		this.bodyBytes = 0;
		this.answerBegun = false;
		this.answered = false;
		this.gate.expectBody(RequestRules.check(request, this.bodyLimit));
		this.expectsContinue = HttpUtil.is100ContinueExpected(request);
		request.setProtocolVersion(HttpVersion.HTTP_1_1);
		if (this.isHttp10) {
			HttpUtil.setKeepAlive(request, this.keepsAlive);
			// It has no meaning there (RFC 9110 section 10.1.1).
			request.headers().remove(HttpHeaderNames.EXPECT);
		}
	}

	/**
	 * The codec expects a body after the field Sec-WebSocket-Key1 of a draft of 2010; by
	 * RFC 9112 section 6.3 there is none. The event has reset the codec, and the end of
	 * the request is passed on here.
	 */
	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (!(event instanceof HttpExpectationFailedEvent)) {
			ctx.fireUserEventTriggered(event);
		}
		else if (!this.ended) {
			channelRead(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
		}
	}

	/** Whether the service is to be given this part of a body. */
	private boolean takes(HttpContent content) {
		if (content.decoderResult().isFailure()) {
			throw RefusedRequestException.badRequest("The trailer section is malformed");
		}
		this.bodyBytes += content.content().readableBytes();
		this.ended = content instanceof LastHttpContent;
		if (this.answered) {
			RequestRules.checkLength(this.bodyBytes, this.bodyLimit);
		}
		return !this.answered;
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		if (this.gate.isClosing()) {
			ReferenceCountUtil.release(msg);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		if (msg instanceof HttpResponse response) {
			if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
				writeInformation(ctx, response, promise);
				return;
			}
			prepare(response);
		}
		if (msg instanceof LastHttpContent) {
			this.answered = true;
		}
		ctx.write(msg, (msg instanceof HttpMessage) ? promise : endsIfMemoryIsOut(ctx, promise));
	}

	/** Reactor throws this error instead of passing it on, and the client would wait. */
	private static ChannelPromise endsIfMemoryIsOut(ChannelHandlerContext ctx, ChannelPromise promise) {
		return promise.unvoid().addListener((written) -> {
			if (written.cause() instanceof OutOfMemoryError) {
				logger.error("No direct memory is left for an answer, and its connection ends", written.cause());
				ctx.channel().close();
			}
		});
	}

	private void writeInformation(ChannelHandlerContext ctx, HttpResponse response, ChannelPromise promise) {
		this.expectsContinue &= !HttpResponseStatus.CONTINUE.equals(response.status());
		if (HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
			ctx.executor().execute(() -> leave(ctx));
		}
		ctx.write(response, promise);
	}

	private void leave(ChannelHandlerContext ctx) {
		if (!ctx.isRemoved()) {
			this.gate.leave(ctx.pipeline().context(this.gate));
		}
	}

	private void prepare(HttpResponse response) {
		HttpHeaders headers = response.headers();
		this.answerBegun = true;
		this.answerIsLast = !this.keepsAlive || this.drain.isDraining() || !HttpUtil.isKeepAlive(response)
				|| (!this.ended && (this.expectsContinue || this.bodyBytes > this.bodyLimit));
		if (this.isHttp10 && HttpUtil.isTransferEncodingChunked(response)) {
			// RFC 9112 section 6.1: the end of the connection is the end of the body.
			headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
			this.answerIsLast = true;
		}
		if (this.answerIsLast) {
			headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		else if (this.isHttp10) {
			headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
		}
	}

}
