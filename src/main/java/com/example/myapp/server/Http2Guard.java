package com.example.myapp.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;

import com.example.myapp.server.Reserve.Share.Part;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2WindowUpdateFrame;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds a client of HTTP/2 to the same rules and limits, between the codec and the
 * streams. Netty bounds the rest itself: streams at a time, resets, frames without an
 * end.
 */
final class Http2Guard extends ChannelDuplexHandler {

	private static final Log logger = LogFactory.getLog(Http2Guard.class);

	private final Http2FrameCodec codec;

	private final ChannelHandlerContext codecContext;

	private final ServerLimits limits;

	private final Reserve reserve;

	private final Part requests;

	/** Bytes of memory that the requests of the open streams take. */
	private int requestBytes;

	private final Intake intake;

	private final Http2Connection.PropertyKey progressKey;

	private final Deadline deadline = new Deadline();

	/** Streams whose answers have grown since the last flush. */
	private final Queue<Progress> written = new ArrayDeque<>();

	/** What the client has sent and taken on a stream in this period. */
	private final class Progress {

		private final UnsentAnswers.Backlog backlog;

		/** Bytes of the answer that have not left. */
		private long unsent;

		/** Whether the stream was there when the period began. */
		private boolean isWhole;

		private boolean refused;

		/** Bytes of memory that the request takes. */
		private int bytes;

		/** Whether it carries a WebSocket (RFC 8441), which may be silent. */
		private boolean isTunnel;

		private int received;

		/** Bytes that the client takes without a further WINDOW_UPDATE. */
		private int window;

		/** Bytes by which it has been extended. */
		private long granted;

		Progress(int stream) {
			this.backlog = Http2Guard.this.reserve.streamAnswers().new Backlog(Http2Guard.this.codecContext.executor(),
					() -> false, () -> reset(stream));
		}

	}

	private Http2Guard(Http2FrameCodec codec, ChannelHandlerContext codecContext, Intake intake, ServerLimits limits,
			Reserve reserve) {
		this.codec = codec;
		this.codecContext = codecContext;
		this.limits = limits;
		this.reserve = reserve;
		this.requests = reserve.requests().new Part();
		this.intake = intake;
		codec.connection().addListener(new Http2ConnectionAdapter() {
			@Override
			public void onStreamClosed(Http2Stream stream) {
				Progress progress = stream.getProperty(Http2Guard.this.progressKey);
				holds((progress != null) ? -progress.bytes : 0);
				countUnread();
			}
		});
		codec.decoder().frameListener(new Http2FrameListenerDecorator(codec.decoder().frameListener()) {
			@Override
			public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment) throws Http2Exception {
				// The codec passes on none of the connection's.
				intake.hasFrame();
				super.onWindowUpdateRead(ctx, stream, increment);
			}
		});
		this.progressKey = codec.connection().newKey();
	}

	/** Adds it, if HTTP/2 is what is spoken. */
	static void addTo(ChannelPipeline pipeline, ServerLimits limits, Reserve reserve) {
		Http2FrameCodec codec = pipeline.get(Http2FrameCodec.class);
		if (codec != null) {
			ChannelHandlerContext context = pipeline.context(codec);
			Intake intake = new Intake(reserve);
			pipeline.addBefore(context.name(), null, new Backpressure());
			pipeline.addBefore(context.name(), null, intake);
			pipeline.addAfter(context.name(), null, new Http2Guard(codec, context, intake, limits, reserve));
		}
	}

	/**
	 * Reads from a client only while it reads: each PING and SETTINGS has an answer. The
	 * codec, which asks for more even without auto-read, would hold 10,000 of them.
	 */
	private static final class Backpressure extends ChannelDuplexHandler {

		@Override
		public void read(ChannelHandlerContext ctx) {
			if (ctx.channel().isWritable()) {
				ctx.read();
			}
		}

		@Override
		public void channelWritabilityChanged(ChannelHandlerContext ctx) {
			ctx.channel().config().setAutoRead(ctx.channel().isWritable());
			ctx.fireChannelWritabilityChanged();
		}

	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		watch(ctx, this.limits.head());
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.deadline.stop();
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		this.intake.hasFrame();
		if (msg instanceof Http2HeadersFrame frame && !takes(ctx, frame)) {
			return;
		}
		if (msg instanceof Http2DataFrame frame && drops(ctx, frame)) {
			frame.release();
			return;
		}
		if (msg instanceof Http2WindowUpdateFrame frame) {
			Http2Stream stream = this.codec.connection().stream(frame.stream().id());
			if (stream != null) {
				progress(stream).granted += frame.windowSizeIncrement();
			}
		}
		ctx.fireChannelRead(msg);
	}

	private boolean takes(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
		Http2Stream stream = this.codec.connection().stream(frame.stream().id());
		if (stream == null) {
			return true;
		}
		boolean isTrailer = stream.getProperty(this.progressKey) != null;
		Progress progress = progress(stream);
		if (!isTrailer) {
			progress.bytes = Reserve.requestBytes(frame.headers().size());
			if (!holds(progress.bytes)) {
				// The client may send it again (RFC 9113 section 8.7).
				ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(frame.stream()));
				return false;
			}
		}
		try {
			if (isTrailer) {
				RequestRules.checkFields(frame.headers());
			}
			else {
				RequestRules.check(frame.headers(), this.limits.body().toBytes());
				progress.isTunnel = frame.headers().contains(PseudoHeaderName.PROTOCOL.value());
			}
			return !progress.refused;
		}
		catch (RefusedRequestException ex) {
			if (isTrailer) {
				ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR).stream(frame.stream()));
			}
			else {
				progress.refused = true;
				refuse(ctx, frame.stream(), ex);
			}
			return false;
		}
	}

	/** Counts a request of the connection more or less; returns whether it may be. */
	private boolean holds(int bytes) {
		this.requestBytes += bytes;
		return this.requests.holds(this.requestBytes);
	}

	/** Handlers that read have done so by then. */
	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		ctx.fireChannelReadComplete();
		countUnread();
	}

	/** Counts what has come of bodies and no handler has read. */
	private void countUnread() {
		Http2Connection connection = this.codec.connection();
		this.intake.hasUnread(connection.local().flowController().unconsumedBytes(connection.connectionStream()));
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
		Http2Stream stream = (msg instanceof Http2DataFrame frame) ? this.codec.connection().stream(frame.stream().id())
				: null;
		if (stream != null) {
			int bytes = ((Http2DataFrame) msg).content().readableBytes();
			Progress progress = progress(stream);
			progress.unsent += bytes;
			this.written.add(progress);
			ctx.write(msg, promise.unvoid().addListener((left) -> {
				progress.unsent -= bytes;
				progress.backlog.shrink(progress.unsent);
			}));
		}
		else {
			ctx.write(msg, promise);
			if (msg instanceof Http2WindowUpdateFrame) {
				countUnread();
			}
		}
	}

	@Override
	public void flush(ChannelHandlerContext ctx) {
		ctx.flush();
		for (Progress next = this.written.poll(); next != null; next = this.written.poll()) {
			if (next.unsent > 0) {
				next.backlog.grow(next.unsent);
			}
		}
	}

	private void reset(int id) {
		Http2Stream stream = this.codec.connection().stream(id);
		this.codec.resetStream(this.codecContext, id, Http2Error.CANCEL.code(), this.codecContext.newPromise());
		if (stream != null) {
			// Now, and not when the frame has left: what waits for the client must be
			// free.
			stream.close();
		}
		this.codecContext.flush();
	}

	private static void refuse(ChannelHandlerContext ctx, Http2FrameStream stream, RefusedRequestException refused) {
		Http2Headers answer = new DefaultHttp2Headers().status(Integer.toString(refused.status().value()))
			.set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
		ctx.writeAndFlush(new DefaultHttp2HeadersFrame(answer, true).stream(stream));
	}

	/**
	 * A client may be sending when it is refused. It would take a reset for a failure and
	 * not look at the answer, so it may go on for a period.
	 */
	private boolean drops(ChannelHandlerContext ctx, Http2DataFrame frame) {
		Http2Stream stream = this.codec.connection().stream(frame.stream().id());
		if (stream == null) {
			return false;
		}
		Progress progress = progress(stream);
		progress.received += frame.initialFlowControlledBytes();
		if (progress.refused) {
			ctx.write(new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(frame.stream()));
		}
		return progress.refused;
	}

	/**
	 * Netty and Reactor Netty would log what a client does wrong as a warning or an
	 * error.
	 */
	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (cause instanceof Http2FrameStreamException failure) {
			ctx.writeAndFlush(new DefaultHttp2ResetFrame(failure.error()).stream(failure.stream()));
		}
		else if (cause instanceof Error) {
			ctx.fireExceptionCaught(cause);
			return;
		}
		logger.debug("A client of HTTP/2 failed", cause);
	}

	private void watch(ChannelHandlerContext ctx, Duration period) {
		this.deadline.start(ctx.executor(), period, () -> {
			this.deadline.stop();
			if (this.codec.connection().remote().lastStreamCreated() == 0) {
				ctx.close();
			}
			else {
				resetStalled();
				watch(ctx, this.limits.request());
			}
		});
	}

	private void resetStalled() {
		List<Integer> stalled = new ArrayList<>();
		try {
			this.codec.connection().forEachActiveStream((stream) -> {
				if (endPeriod(stream)) {
					stalled.add(stream.id());
				}
				return true;
			});
		}
		catch (Http2Exception ex) {
			throw new IllegalStateException(ex);
		}
		stalled.forEach(this::reset);
	}

	/** Returns whether the stream has made no progress in a whole period. */
	private boolean endPeriod(Http2Stream stream) {
		Http2Connection connection = this.codec.connection();
		Progress progress = progress(stream);
		boolean drips = !progress.isTunnel && stream.state().remoteSideOpen() && progress.received < RequestGate.DRIP
				&& connection.local().flowController().windowSize(stream) > 0
				&& connection.local().flowController().windowSize(connection.connectionStream()) > 0;
		int window = connection.remote().flowController().windowSize(stream);
		boolean takesNothing = connection.remote().flowController().hasFlowControlled(stream)
				&& window == progress.window + progress.granted;
		boolean stalled = progress.isWhole && (progress.refused || drips || takesNothing);
		progress.isWhole = true;
		progress.received = 0;
		progress.granted = 0;
		progress.window = window;
		return stalled;
	}

	private Progress progress(Http2Stream stream) {
		Progress progress = stream.getProperty(this.progressKey);
		if (progress == null) {
			progress = new Progress(stream.id());
			stream.setProperty(this.progressKey, progress);
		}
		return progress;
	}

}
