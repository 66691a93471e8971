package com.example.myapp.server;

import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new connection does not wait until others have been served.
 */
class EventLoopsTests {

	@Test
	void theLoopThatAcceptsServesNoConnection() {
		ReactorResourceFactory resources = new ServerGuards().eventLoops();
		resources.start();
		LoopResources loops = resources.getLoopResources();
		assertThat(loops.onServer(true)).hasSize(Runtime.getRuntime().availableProcessors())
			.doesNotContainAnyElementsOf(loops.onServerSelect(true));
		resources.stop();
	}

}
