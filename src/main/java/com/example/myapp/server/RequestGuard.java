package com.example.myapp.server;

import java.nio.channels.ClosedChannelException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;

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

	/** Whether the answer says how long it is, and has content. */
	private boolean hasLength;

	/** Bytes of its content that are still to come, where it says so. */
	private long remaining;

	RequestGuard(RequestGate gate, long bodyLimit, Drain drain) {
		this.gate = gate;
		this.bodyLimit = bodyLimit;
		this.drain = drain;
	}

	/** A request is next, of the method HEAD or another. */
	void expect(boolean isHead) {
		this.isHead = isHead;
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
		this.isHttp10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
		this.keepsAlive = HttpUtil.isKeepAlive(request);
		this.ended = false;
		this.bodyBytes = 0;
		this.answerBegun = false;
		this.answered = false;
		this.hasLength = false;
		this.gate.begin(request.headers().size(), RequestRules.check(request, this.bodyLimit));
		this.expectsContinue = HttpUtil.is100ContinueExpected(request);
		checkWebSocket(request.headers());
		request.setProtocolVersion(HttpVersion.HTTP_1_1);
		if (this.isHttp10) {
			HttpUtil.setKeepAlive(request, this.keepsAlive);
			// It has no meaning there (RFC 9110 section 10.1.1).
			request.headers().remove(HttpHeaderNames.EXPECT);
		}
	}

	/**
	 * RFC 6455 section 4.4. Reactor Netty would log two errors at another version, and
	 * speak a draft of 2010 where there is none.
	 */
	private static void checkWebSocket(HttpHeaders headers) {
		String version = headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
		if (headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
				&& !WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
			if (version != null) {
				throw new RefusedRequestException(HttpStatus.UPGRADE_REQUIRED, "Version 13 is spoken here");
			}
			headers.remove(HttpHeaderNames.UPGRADE);
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
		this.remaining -= this.hasLength ? size(msg) : 0;
		if (this.remaining < 0) {
			// What is too much would be read as the next answer.
			ReferenceCountUtil.release(msg);
			promise.tryFailure(new ClosedChannelException());
			ctx.close();
			return;
		}
		if (msg instanceof LastHttpContent) {
			this.answered = true;
			this.answerIsLast |= this.remaining > 0;
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

	private static long size(Object msg) {
		return (msg instanceof ByteBuf bytes) ? bytes.readableBytes() : (msg instanceof ByteBufHolder content)
				? content.content().readableBytes() : (msg instanceof FileRegion file) ? file.count() : 0;
	}

	/**
	 * Spring says the length of a file also where it sends none of it (416), or several
	 * parts of it (206).
	 */
	private void frame(HttpResponse response) {
		HttpHeaders headers = response.headers();
		this.hasLength = headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !this.isHead
				&& !HttpResponseStatus.NOT_MODIFIED.equals(response.status());
		this.remaining = this.hasLength ? HttpUtil.getContentLength(response, 0L) : 0;
		if (this.hasLength && response instanceof FullHttpResponse full && size(full) != this.remaining) {
			this.remaining = size(full);
			HttpUtil.setContentLength(response, this.remaining);
		}
		else if (this.hasLength
				&& AsciiString.contentEqualsIgnoreCase("multipart/byteranges", HttpUtil.getMimeType(response))) {
			HttpUtil.setTransferEncodingChunked(response, true);
			this.hasLength = false;
			this.remaining = 0;
		}
	}

	private void prepare(HttpResponse response) {
		HttpHeaders headers = response.headers();
		this.answerBegun = true;
		frame(response);
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
