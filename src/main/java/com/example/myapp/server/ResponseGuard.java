package com.example.myapp.server;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Stands behind Reactor Netty, one to a connection: dates each answer (RFC 9110 section
 * 6.6.1), makes a problem detail of a refusal (RFC 9457), and announces the end of a
 * connection that must not go on.
 * <p>
 * No security header is added, for none would have an effect here.
 * Content-Security-Policy, X-Frame-Options, Permissions-Policy and Referrer-Policy rule
 * what a page does, and JSON is no page. X-Content-Type-Options keeps a browser from
 * running as a script or a style what is neither, and nothing here is a client's own
 * text. Strict-Transport-Security counts over TLS alone (RFC 6797 section 7.2), so it is
 * for who ends TLS to send. Cache-Control would be for an answer that differs by client.
 */
final class ResponseGuard extends ChannelOutboundHandlerAdapter {

	private final RequestGuard requests;

	private final Drain drain;

	ResponseGuard(RequestGuard requests, Drain drain) {
		this.requests = requests;
		this.drain = drain;
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		Object message = msg;
		if (msg instanceof HttpResponse response) {
			HttpResponseStatus refusal = this.requests.refusal();
			if (refusal != null && isRefusal(response)) {
				((FullHttpResponse) response).release();
				response = problem((response.status().code() != 400) ? response.status() : refusal);
				message = response;
			}
			if (this.drain.isDraining() || this.requests.isBodyUncertain()) {
				response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			}
			else if (this.requests.isKeepAliveInHttp10() && !response.headers().contains(HttpHeaderNames.CONNECTION)) {
				response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
			}
			response.headers().set(HttpHeaderNames.DATE, HttpDate.now());
		}
		ctx.write(message, promise);
	}

	/** Reactor Netty knows three: 400, 414 and 431, without a body. */
	private static boolean isRefusal(HttpResponse response) {
		return response instanceof FullHttpResponse full && !full.content().isReadable()
				&& !HttpUtil.isKeepAlive(response);
	}

	private static HttpResponse problem(HttpResponseStatus status) {
		String problem = "{\"type\":\"about:blank\",\"title\":\"" + status.reasonPhrase() + "\",\"status\":"
				+ status.code() + "}";
		ByteBuf body = Unpooled.copiedBuffer(problem, StandardCharsets.US_ASCII);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
			.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
			.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		return response;
	}

}
