package com.example.myapp.server;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Netty's decoder, with what it lets pass: a request line of other than two single
 * spaces, a bare CR and a folded field line (RFC 9112 sections 2.2, 3 and 5.2) are
 * refused, and so is a head that takes too long. Netty's own idle and read timeouts start
 * anew at each byte.
 */
final class RequestDecoder extends HttpRequestDecoder {

	private final Deadline deadline;

	private boolean inHead = true;

	private boolean afterRequestLine;

	private boolean refused;

	RequestDecoder(HttpDecoderConfig config, ServerLimits limits) {
		super(config);
		this.deadline = new Deadline(limits.head());
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		startDeadline(ctx);
	}

	@Override
	protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
		this.deadline.stop();
		super.handlerRemoved0(ctx);
	}

	@Override
	protected HttpMessage createMessage(String[] initialLine) throws Exception {
		this.afterRequestLine = true;
		// The name of the protocol is case-sensitive (RFC 9112 section 2.3); Netty's is
		// not.
		if (!initialLine[2].startsWith("HTTP/")) {
			throw new RejectedRequestException(HttpResponseStatus.BAD_REQUEST, "Unknown protocol");
		}
		return super.createMessage(initialLine);
	}

	@Override
	protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
		if (this.refused) {
			buffer.skipBytes(buffer.readableBytes());
			return;
		}
		if (this.inHead && !isWellFormed(buffer)) {
			this.deadline.stop();
			out.add(refuse(HttpResponseStatus.BAD_REQUEST, "Malformed request head"));
			return;
		}
		int decoded = out.size();
		super.decode(ctx, buffer, out);
		for (Object message : out.subList(decoded, out.size())) {
			if (message instanceof HttpRequest) {
				this.deadline.stop();
				this.inHead = false;
			}
			if (message instanceof LastHttpContent) {
				this.inHead = true;
				this.afterRequestLine = false;
			}
		}
		if (this.inHead && (this.afterRequestLine || buffer.isReadable()) && out.size() == decoded) {
			startDeadline(ctx);
		}
	}

	/**
	 * Reads complete lines and what there is of the last one, up to the end of the head.
	 */
	private boolean isWellFormed(ByteBuf buffer) {
		boolean requestLine = !this.afterRequestLine;
		int end = buffer.writerIndex();
		int start = buffer.readerIndex();
		while (start < end) {
			byte first = buffer.getByte(start);
			int lf = buffer.indexOf(start, end, HttpConstants.LF);
			int cr = buffer.indexOf(start, (lf != -1) ? lf : end, HttpConstants.CR);
			boolean bareCr = cr != -1 && cr != ((lf != -1) ? lf : end) - 1;
			boolean folded = !requestLine && (first == HttpConstants.SP || first == HttpConstants.HT);
			if (bareCr || folded) {
				return false;
			}
			if (lf == -1 || (cr == start && !requestLine)) {
				return true;
			}
			if (requestLine && cr != start) {
				if (!isRequestLine(buffer, start, cr)) {
					return false;
				}
				requestLine = false;
			}
			start = lf + 1;
		}
		return true;
	}

	private static boolean isRequestLine(ByteBuf buffer, int start, int end) {
		int spaces = 0;
		for (int i = start; i < end; i++) {
			byte next = buffer.getByte(i);
			if (next == HttpConstants.SP) {
				spaces++;
			}
			else if (next > 0 && next < HttpConstants.SP) {
				return false;
			}
		}
		return spaces == 2;
	}

	private HttpMessage refuse(HttpResponseStatus status, String reason) {
		this.refused = true;
		HttpMessage message = createInvalidMessage();
		message.setDecoderResult(DecoderResult.failure(new RejectedRequestException(status, reason)));
		return message;
	}

	private void startDeadline(ChannelHandlerContext ctx) {
		this.deadline.start(ctx.executor(), () -> {
			ctx.fireChannelRead(refuse(HttpResponseStatus.REQUEST_TIMEOUT, "The head of the request took too long"));
			ctx.fireChannelReadComplete();
		});
	}

}
