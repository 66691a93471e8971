package com.example.myapp.server;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to Spring Boot's server the classes of this package. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(ServerConfiguration.DrainProperties.class)
class ServerConfiguration {

	/**
	 * For the first head of a connection; a client that connects has a request to send.
	 */
	private static final Duration FIRST_HEAD = Duration.ofSeconds(10);

	@ConfigurationProperties("drain")
	record DrainProperties(@DefaultValue("2s") Duration idle) {
	}

	@Bean
	Drain drain(DrainProperties properties, ServerProperties server, LifecycleProperties lifecycle) {
		Duration phase = lifecycle.getTimeoutPerShutdownPhase();
		if (properties.idle().isNegative() || properties.idle().compareTo(phase) > 0) {
			throw new InvalidConfigurationPropertyValueException("drain.idle", properties.idle(),
					"It must be from 0s to spring.lifecycle.timeout-per-shutdown-phase, which is " + phase + ".");
		}
		return new Drain((server.getShutdown() == Shutdown.IMMEDIATE) ? Duration.ZERO : properties.idle());
	}

	@Bean
	NettyServerCustomizer serverCustomizer(Drain drain, NettyServerProperties netty) {
		return (server) -> server.mapHandle(new RequestRules())
			.childObserve(new HeadTimeout(FIRST_HEAD, netty.getIdleTimeout()))
			.doOnChannelInit((observer, channel, remoteAddress) -> drain.connections.add(channel));
	}

}
