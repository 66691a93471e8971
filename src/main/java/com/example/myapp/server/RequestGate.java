package com.example.myapp.server;

import com.example.myapp.server.Reserve.Share.Part;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

import org.springframework.http.HttpStatus;

/**
 * Lets the requests of a connection in to the codec one at a time: the next one waits
 * until the answer has left, so order, memory and state need no more care. What is
 * malformed does not come in.
 */
final class RequestGate extends ChannelDuplexHandler {

	private static final Log logger = LogFactory.getLog(RequestGate.class);

	private static final ByteBuf HTTP2_PREFACE = RequestSyntax.ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

	private static final ByteBuf HEAD = RequestSyntax.ascii("HEAD ");

	/** Bytes of a body that are too few for a period of {@code limits.request}. */
	static final int DRIP = 16 * 1024;

	private final RequestSyntax syntax;

	private final ServerLimits limits;

	private final Reserve reserve;

	private final Turns turns;

	private final RequestGuard guard;

	/** For the rest of a head, or for more of a body. */
	private final Deadline deadline = new Deadline();

	/** What has come and has not been let in. */
	private @Nullable ByteBuf bytes;

	/** Bytes of memory that they take. */
	private final Part held;

	/** The memory of a request whose answer has not left. */
	private final Part request;

	/** Bytes that have come in this period. */
	private int received;

	/** Whether the guard stands behind the codec, since the client speaks HTTP/1. */
	private boolean isHttp1;

	/** Whether the next bytes are awaited. */
	private boolean reading;

	private boolean awaitsTurn;

	/** Whether a request has been let in whose answer has not left. */
	private boolean answering;

	private boolean inputEnded;

	private boolean closing;

	RequestGate(RequestSyntax syntax, ServerLimits limits, Reserve reserve, Turns turns, Drain drain) {
		this.reserve = reserve;
		this.held = reserve.waiting().new Part();
		this.request = reserve.requests().new Part();
		this.turns = turns;
		this.syntax = syntax;
		this.limits = limits;
		this.guard = new RequestGuard(this, limits.body().toBytes(), drain);
	}

	/** Whether there is nothing to wait for but a next request. */
	boolean isIdle() {
		return this.syntax.isInHead() && !this.answering && this.bytes == null;
	}

	boolean isClosing() {
		return this.closing;
	}

	/**
	 * The guard has passed a head with so many fields, and a body of this length follows.
	 * @throws RefusedRequestException if there is no memory for it
	 */
	void begin(int fields, long length) {
		if (!this.request.holds(Reserve.requestBytes(fields))) {
			throw new RefusedRequestException(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are under way");
		}
		this.syntax.expectBody(length);
		this.answering = true;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		awaitHead(ctx);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.deadline.stop();
		this.request.holds(0);
		drop();
	}

	/** The connection turns to another protocol, with these bytes. */
	void leave(ChannelHandlerContext ctx) {
		ByteBuf rest = this.bytes;
		this.bytes = null;
		ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
		if (this.isHttp1) {
			ctx.pipeline().remove(this.guard);
		}
		Http2Guard.addTo(ctx.pipeline(), this.limits, this.reserve);
		WebSocketGuard.addTo(ctx.pipeline(), this.reserve);
		ctx.pipeline().remove(this);
		if (rest != null) {
			ctx.fireChannelRead(rest);
			ctx.fireChannelReadComplete();
		}
		if (this.inputEnded) {
			ctx.close();
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		ByteBuf read = (ByteBuf) msg;
		if (this.closing) {
			read.release();
			return;
		}
		this.reading = false;
		this.received += read.readableBytes();
		this.bytes = (this.bytes == null) ? read : join(ctx, this.bytes, read);
		if (this.isHttp1 || start(ctx, this.bytes)) {
			letIn(ctx);
		}
		count(ctx);
	}

	private void count(ChannelHandlerContext ctx) {
		if (!this.held.holds((this.bytes != null) ? this.bytes.capacity() : 0)) {
			refuse(ctx, new RefusedRequestException(HttpStatus.SERVICE_UNAVAILABLE, "Too much is unfinished"));
		}
	}

	/** A buffer of its own, so what has been read of the old one is free. */
	private static ByteBuf join(ChannelHandlerContext ctx, ByteBuf bytes, ByteBuf more) {
		ByteBuf joined = ctx.alloc().buffer(bytes.readableBytes() + more.readableBytes());
		joined.writeBytes(bytes).writeBytes(more);
		bytes.release();
		more.release();
		return joined;
	}

	private void drop() {
		if (this.bytes != null) {
			this.bytes.release();
			this.bytes = null;
		}
		this.held.holds(0);
	}

	/** TLS has made out by now which protocol is spoken; without it, the preface says. */
	private boolean start(ChannelHandlerContext ctx, ByteBuf bytes) {
		ChannelHandlerContext codec = ctx.pipeline().context(HttpServerCodec.class);
		int length = Math.min(bytes.readableBytes(), HTTP2_PREFACE.readableBytes());
		boolean cleartext = ctx.pipeline().get(NettyPipeline.H2CUpgradeHandler) != null;
		if (codec != null && !(cleartext
				&& RequestSyntax.startsWith(bytes, bytes.readerIndex(), HTTP2_PREFACE.slice(0, length)))) {
			ctx.pipeline().addAfter(codec.name(), null, this.guard);
			this.isHttp1 = true;
			return true;
		}
		if (length < HTTP2_PREFACE.readableBytes()) {
			ctx.read();
		}
		else {
			ctx.fireChannelRead(bytes.readRetainedSlice(length));
			leave(ctx);
		}
		return false;
	}

	private void letIn(ChannelHandlerContext ctx) {
		try {
			for (ByteBuf next = this.bytes; next != null && !isWaiting(); next = this.bytes) {
				boolean inHead = this.syntax.isInHead();
				int length = this.syntax.next(next);
				if (length == 0) {
					break;
				}
				if (inHead) {
					this.guard.expect(RequestSyntax.startsWith(next, next.readerIndex(), HEAD));
				}
				letIn(ctx, next, length);
				if (inHead && this.syntax.isInHead() && !this.guard.hasEnded()) {
					ctx.fireUserEventTriggered(HttpExpectationFailedEvent.INSTANCE);
				}
				if (inHead || this.syntax.isInHead()) {
					this.deadline.stop();
				}
			}
		}
		catch (RefusedRequestException ex) {
			refuse(ctx, ex);
		}
		if (!this.closing && !ctx.isRemoved()) {
			awaitMore(ctx);
		}
	}

	private void letIn(ChannelHandlerContext ctx, ByteBuf bytes, int length) {
		if (length < bytes.readableBytes()) {
			ctx.fireChannelRead(bytes.readRetainedSlice(length));
		}
		else {
			this.bytes = null;
			ctx.fireChannelRead(bytes);
		}
	}

	/** Whether the next request has to wait for an answer, or for its turn. */
	private boolean isWaiting() {
		return this.closing || this.awaitsTurn || (this.answering && this.syntax.isInHead());
	}

	private void awaitMore(ChannelHandlerContext ctx) {
		if (this.bytes != null && !this.bytes.isReadable()) {
			drop();
		}
		if (!this.syntax.isInHead()) {
			awaitBody(ctx);
		}
		else if (this.bytes != null) {
			// One read at a time: the channel would go on while it is on. In a body it is
			// Reactor Netty that turns it on and off, as the service asks for more.
			ctx.channel().config().setAutoRead(false);
		}
		if (isWaiting()) {
			return;
		}
		if (this.inputEnded) {
			close(ctx, ctx.newPromise());
			return;
		}
		if (this.bytes != null && this.syntax.isInHead()) {
			awaitHead(ctx);
		}
		if (!this.answering) {
			read(ctx);
		}
	}

	/** The service asks for more; not while there is more that waits. */
	@Override
	public void read(ChannelHandlerContext ctx) {
		if (!this.closing && !this.inputEnded && (this.bytes == null || !isWaiting())) {
			this.reading = true;
			ctx.read();
		}
	}

	/**
	 * Reactor Netty has let go of the request, which is after its answer has been
	 * flushed. Sooner, it would keep the next request in a queue of its own, and forget
	 * it there if that one asks for the connection's end.
	 */
	void answerHasLeft(ChannelHandlerContext ctx) {
		this.answering = false;
		this.request.holds(0);
		if (this.guard.isAnswerLast()) {
			ctx.channel().close();
		}
		else if (this.bytes != null) {
			awaitTurn(ctx);
		}
		else if (!this.closing) {
			awaitMore(ctx);
		}
	}

	/** Who sends ahead keeps nobody else waiting, and the stack does not grow with it. */
	private void awaitTurn(ChannelHandlerContext ctx) {
		this.awaitsTurn = true;
		ctx.channel().config().setAutoRead(false);
		this.turns.await(ctx.executor(), () -> {
			this.awaitsTurn = false;
			letIn(ctx);
			count(ctx);
			ctx.fireChannelReadComplete();
		});
	}

	/**
	 * Whole requests before the end of the input are answered (RFC 9112 section 9.6), so
	 * the event that ends a connection waits for them.
	 */
	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
			this.inputEnded = true;
			if (!isWaiting()) {
				close(ctx, ctx.newPromise());
			}
		}
		else if (!(event instanceof ChannelInputShutdownReadComplete)) {
			ctx.fireUserEventTriggered(event);
		}
	}

	private void awaitHead(ChannelHandlerContext ctx) {
		this.deadline.start(ctx.executor(), this.limits.head(), () -> {
			if (this.bytes == null) {
				ctx.channel().close();
			}
			else {
				refuse(ctx, new RefusedRequestException(HttpStatus.REQUEST_TIMEOUT, "The head took too long"));
			}
		});
	}

	/** A body may take as long as it comes at some rate, or the service wants no more. */
	private void awaitBody(ChannelHandlerContext ctx) {
		if (this.deadline.start(ctx.executor(), this.limits.request(), () -> bodyIsDue(ctx))) {
			this.received = 0;
		}
	}

	private void bodyIsDue(ChannelHandlerContext ctx) {
		this.deadline.stop();
		if (this.reading && this.received < DRIP) {
			refuse(ctx, new RefusedRequestException(HttpStatus.REQUEST_TIMEOUT, "The body took too long"));
		}
		else {
			awaitBody(ctx);
		}
	}

	/** Refuses what has not been let in. */
	private void refuse(ChannelHandlerContext ctx, RefusedRequestException refused) {
		boolean inHead = this.syntax.isInHead();
		refuse(ctx, refused,
				inHead ? this.bytes != null && RequestSyntax.startsWith(this.bytes, this.bytes.readerIndex(), HEAD)
						: this.guard.isHead(),
				!inHead && this.guard.hasAnswerBegun());
	}

	/** Answers with the last answer, unless the request has one. */
	void refuse(ChannelHandlerContext ctx, RefusedRequestException refused, boolean head, boolean answered) {
		logger.debug("Refused a request", refused);
		drop();
		this.closing = true;
		if (answered) {
			ctx.channel().close();
		}
		else {
			ctx.writeAndFlush(refused.answer(head)).addListener(ChannelFutureListener.CLOSE);
		}
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		this.closing = true;
		drop();
		ctx.close(promise);
	}

}
