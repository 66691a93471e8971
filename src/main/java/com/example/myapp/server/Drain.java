package com.example.myapp.server;

import java.time.Duration;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.NettyPipeline;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets clients leave before the server stops (SIGTERM). Spring Boot's graceful shutdown
 * closes a connection without a request at once, and a request on its way is lost. Here
 * the response to it says first that it is the last (RFC 9112 section 9.6).
 */
final class Drain implements SmartLifecycle, WebFilter {

	final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	/** The longest wait for clients to leave. */
	private final Duration idle;

	private volatile boolean draining;

	Drain(Duration idle) {
		this.idle = idle;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> {
			if (this.draining && !exchange.getRequest().getHeaders().containsHeader(HttpHeaders.UPGRADE)) {
				exchange.getResponse().getHeaders().setConnection("close");
			}
		}));
		return chain.filter(exchange);
	}

	@Override
	public void start() {
		this.draining = false;
	}

	@Override
	public void stop() {
		this.draining = true;
	}

	@Override
	public void stop(Runnable callback) {
		stop();
		// Reactor Netty sends them GOAWAY in the phase that follows.
		this.connections.removeIf((channel) -> channel.pipeline().get(NettyPipeline.H2MultiplexHandler) != null);
		if (this.connections.isEmpty()) {
			callback.run();
			return;
		}
		Mono.defer(() -> FutureMono.from(this.connections.newCloseFuture()))
			.repeat(() -> !this.connections.isEmpty())
			.take(this.idle)
			.subscribe(null, null, callback);
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	/** Before Spring Boot's graceful shutdown. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

	/** Spring pauses the cached contexts of tests, where nobody leaves. */
	@Override
	public boolean isPauseable() {
		return false;
	}

}
