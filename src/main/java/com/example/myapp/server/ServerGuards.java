package com.example.myapp.server;

import java.time.Duration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import org.apache.commons.logging.LogFactory;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/** Puts the guards into the pipeline of each connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(ServerLimits.class)
class ServerGuards {

	/** More than the 60 s of load balancers, or they would use what is being closed. */
	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(75);

	/**
	 * Bytes of a read, and so of what a client may send ahead; most heads are shorter.
	 */
	private static final int READ_BYTES = 1024;

	/**
	 * What the kernel takes of an answer beyond what is on its way: the less, the sooner
	 * it is seen that a client takes some of it.
	 */
	private static final long UNSENT_BYTES = 64 * 1024;

	/** By its name, since only the epoll transport (Linux) has it; others ignore it. */
	private static final ChannelOption<Long> UNSENT = ChannelOption
		.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");

	@Bean
	Turns turns() {
		return new Turns();
	}

	@Bean
	Drain drain(Turns turns, ServerLimits limits, ServerProperties server) {
		boolean immediate = server.getShutdown() == Shutdown.IMMEDIATE;
		return immediate ? new Drain(turns, Duration.ZERO, Duration.ZERO)
				: new Drain(turns, limits.linger(), limits.drain());
	}

	/**
	 * One event loop per processor, and one that only accepts. Reactor Netty has at least
	 * four, which compete for a single processor, and one of them also accepts: 16
	 * connections between two rounds of requests, so that of 1,000 clients at once the
	 * last waited 5 s.
	 */
	@Bean
	@Fallback
	ReactorResourceFactory eventLoops() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setLoopResourcesSupplier(
				() -> LoopResources.create("http", 1, Runtime.getRuntime().availableProcessors(), true));
		// They have nothing to do once the connections are closed; Reactor would wait 2 s
		// for more.
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	/** One limit for all codecs; {@code spring.http.codecs.*} comes later and wins. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	CodecCustomizer bodyLimitOfCodecs(ServerLimits limits) {
		return (codecs) -> codecs.defaultCodecs().maxInMemorySize((int) limits.body().toBytes());
	}

	@Bean
	Reserve reserve() {
		return Reserve.of(Runtime.getRuntime().maxMemory());
	}

	@Bean
	HttpHandlerDecoratorFactory bodyLimit(ServerLimits limits, Reserve reserve) {
		return new BodyLimit(limits.body().toBytes(), reserve);
	}

	@Bean
	HttpHandlerDecoratorFactory eventStreams() {
		return new EventStreams();
	}

	/** Before those of the project, which may change what this one sets. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	NettyServerCustomizer guards(ServerLimits limits, Reserve reserve, Turns turns, Drain drain,
			ServerProperties server, NettyServerProperties netty) {
		boolean logsAccess = LogFactory.getLog("reactor.netty.http.server.AccessLog").isInfoEnabled();
		int lineLimit = (int) netty.getMaxInitialLineLength().toBytes();
		int fieldsLimit = (int) server.getMaxHttpRequestHeaderSize().toBytes();
		limits.check();
		checkPort(server);
		Duration idleTimeout = idleTimeout(netty);
		// Reactor Netty's would come on top of that of the IdleGuard.
		netty.setIdleTimeout(null);
		return (httpServer) -> (logsAccess ? httpServer.accessLog(true) : httpServer)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			// A client that has vanished while a handler works or a stream is quiet.
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childObserve(new DateField())
			.childObserve(ServerGuards::letNextIn)
			.doOnBound((bound) -> {
				drain.listensOn(bound.channel());
				bound.channel().pipeline().addFirst(new Acceptor(limits.mostConnections(), drain));
			})
			.doOnChannelInit((observer, channel, remoteAddress) -> {
				RequestSyntax syntax = new RequestSyntax(lineLimit, fieldsLimit);
				channel.pipeline().addFirst(new IdleGuard(limits.request(), idleTimeout, reserve.answers(), channel));
				guard(channel.pipeline(), limits, new RequestGate(syntax, limits, reserve, turns, drain));
			});
	}

	private static void letNextIn(Connection connection, State state) {
		if (state == State.DISCONNECTING) {
			ChannelHandlerContext gate = connection.channel().pipeline().context(RequestGate.class);
			if (gate != null) {
				((RequestGate) gate.handler()).answerHasLeft(gate);
			}
		}
	}

	private static void checkPort(ServerProperties server) {
		Integer port = server.getPort();
		if (port != null && (port < -1 || port > 65535)) {
			throw new InvalidConfigurationPropertyValueException("server.port", port, "It must be 0 to 65535.");
		}
	}

	private static Duration idleTimeout(NettyServerProperties netty) {
		Duration timeout = (netty.getIdleTimeout() != null) ? netty.getIdleTimeout() : IDLE_TIMEOUT;
		if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new InvalidConfigurationPropertyValueException("server.netty.idle-timeout", timeout.toMillis() + "ms",
					"It must be at least 1s; a number without a unit is milliseconds.");
		}
		return timeout;
	}

	private static void guard(ChannelPipeline pipeline, ServerLimits limits, RequestGate gate) {
		pipeline.channel().config().setOption(UNSENT, UNSENT_BYTES);
		if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
			pipeline.addAfter(NettyPipeline.H2OrHttp11Codec, null, gate);
		}
		else {
			boolean http2 = pipeline.get(NettyPipeline.H2CUpgradeHandler) != null;
			pipeline.addBefore(http2 ? NettyPipeline.H2CUpgradeHandler : NettyPipeline.HttpCodec, null, gate);
		}
		pipeline.addBefore(pipeline.context(gate).name(), null, new LingeringClose(limits));
	}

}
