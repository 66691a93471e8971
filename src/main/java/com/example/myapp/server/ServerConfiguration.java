package com.example.myapp.server;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Puts the guards into the pipeline of each connection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerLimits.class)
class ServerConfiguration {

	@Bean
	Drain drain(ServerLimits limits) {
		return new Drain(limits);
	}

	/**
	 * An event loop to a processor, and one that accepts. Reactor Netty's own choice is
	 * four at least, which take each other's time on a single processor, and of which one
	 * accepts also: 16 connections between two rounds of requests, so that of 1,000
	 * clients at once the last waited 5 s.
	 */
	@Bean
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

	@Bean
	NettyServerCustomizer guards(ServerLimits limits, Drain drain, ServerProperties server,
			NettyServerProperties netty) {
		HttpDecoderConfig decoding = new HttpDecoderConfig()
			.setMaxInitialLineLength((int) netty.getMaxInitialLineLength().toBytes())
			.setMaxHeaderSize((int) server.getMaxHttpRequestHeaderSize().toBytes());
		boolean accessLog = LogFactory.getLog("reactor.netty.http.server.AccessLog").isInfoEnabled();
		return (httpServer) -> httpServer.maxConnections(limits.connections())
			.accessLog(accessLog)
			.doOnBound((bound) -> drain.listensOn(bound.channel()))
			.doOnChannelInit((observer, channel, remoteAddress) -> guard(channel, decoding, limits, drain));
	}

	private static void guard(Channel channel, HttpDecoderConfig decoding, ServerLimits limits, Drain drain) {
		ChannelPipeline pipeline = channel.pipeline();
		RequestGuard requests = new RequestGuard(limits);
		pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec,
				new CombinedChannelDuplexHandler<>(new RequestDecoder(decoding, limits), new HttpResponseEncoder()));
		pipeline.addBefore(NettyPipeline.HttpTrafficHandler, null, requests);
		pipeline.addAfter(NettyPipeline.HttpTrafficHandler, null, new ResponseGuard(requests, drain));
		drain.add(channel);
	}

}
