package com.example.myapp.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
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

	private final Duration limit;

	private final Duration idle;

	private volatile boolean draining;

	private volatile @Nullable Channel listener;

	Drain(ServerLimits limits) {
		this.limit = limits.drain();
		this.idle = limits.linger();
	}

	boolean isDraining() {
		return this.draining;
	}

	void listensOn(Channel listener) {
		this.listener = listener;
	}

	void add(Channel connection) {
		this.connections.add(connection);
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
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
			schedule(() -> closeIdle(this.connections.iterator()), this.idle);
			schedule(this.connections::close, this.limit);
			this.connections.newCloseFuture().addListener((ended) -> callback.run());
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

	/**
	 * One by one, each on its own thread, which has then read what has arrived. All at
	 * once, a request that comes while the others are closed would be reset.
	 */
	private static void closeIdle(Iterator<Channel> connections) {
		if (connections.hasNext()) {
			Channel connection = connections.next();
			connection.eventLoop().schedule(() -> {
				if (isIdle(connection)) {
					connection.close();
				}
				closeIdle(connections);
			}, 1, TimeUnit.MILLISECONDS);
		}
	}

	private static boolean isIdle(Channel connection) {
		RequestGuard requests = connection.pipeline().get(RequestGuard.class);
		return requests == null || requests.isIdle();
	}

	private static void schedule(Runnable task, Duration delay) {
		GlobalEventExecutor.INSTANCE.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

}
