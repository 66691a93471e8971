package com.example.myapp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the server's connections when it is told to stop (SIGTERM). Spring Boot's graceful
 * shutdown closes a connection without a request at once, and a request on its way there
 * is lost. Here the answer to it says that it is the last (RFC 9112 section 9.6), and the
 * connection closes when its client has had time to send one.
 */
final class Drain implements SmartLifecycle {

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final Turns turns;

	private final Duration limit;

	private final Duration idle;

	private volatile boolean draining;

	private volatile @Nullable Channel listener;

	/**
	 * Creates one.
	 * @param turns of the event loops
	 * @param idle time for the next request of an idle connection
	 * @param limit time for all connections
	 */
	Drain(Turns turns, Duration idle, Duration limit) {
		this.turns = turns;
		this.idle = idle;
		this.limit = limit;
	}

	boolean isDraining() {
		return this.draining;
	}

	void listensOn(Channel listener) {
		this.listener = listener;
	}

	/** It leaves again when it is closed. */
	void add(Channel connection) {
		this.connections.add(connection);
	}

	/** How many connections are open. */
	int connections() {
		return this.connections.size();
	}

	/** Before Spring Boot's graceful shutdown, which then finds nothing to do. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

	/** A test's context that is paused goes on listening. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public void start() {
		this.draining = false;
	}

	@Override
	public void stop(Runnable callback) {
		Channel listener = this.listener;
		if (listener == null) {
			callback.run();
			return;
		}
		this.draining = true;
		listener.close().addListener((closed) -> {
			this.connections.stream().filter(Drain::isHttp2).forEach(Channel::close);
			List<Future<?>> tasks = List.of(schedule(this::closeIdle, this.idle), schedule(this::cut, this.limit));
			this.connections.newCloseFuture().addListener((ended) -> {
				tasks.forEach((task) -> task.cancel(false));
				callback.run();
			});
		});
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("Stops with a callback");
	}

	@Override
	public boolean isRunning() {
		return this.listener != null && !this.draining;
	}

	/** It tells its client by GOAWAY and ends with its last stream (RFC 9113 6.8). */
	private static boolean isHttp2(Channel connection) {
		return connection.pipeline().get(Http2FrameCodec.class) != null;
	}

	/**
	 * In batches, between which the loop reads. If it closed all at once, a request that
	 * arrives meanwhile would be lost.
	 */
	private void closeIdle() {
		forEach((connection) -> this.turns.await(connection.eventLoop(), () -> closeIfIdle(connection)));
	}

	private static void closeIfIdle(Channel connection) {
		RequestGate requests = connection.pipeline().get(RequestGate.class);
		if ((requests != null) ? requests.isIdle() : isHttp2(connection)) {
			connection.close();
		}
	}

	private void cut() {
		forEach(IdleGuard::cut);
	}

	/** Each on its loop, which it has a moment after it has been accepted. */
	private void forEach(Consumer<Channel> action) {
		this.connections.stream()
			.filter(Channel::isRegistered)
			.forEach((connection) -> connection.eventLoop().execute(() -> action.accept(connection)));
	}

	private static Future<?> schedule(Runnable task, Duration delay) {
		return GlobalEventExecutor.INSTANCE.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

}
