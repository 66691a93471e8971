package com.example.myapp.image;

import java.util.function.Consumer;

import com.github.dockerjava.api.model.HostConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image under test as a container, started when {@code GET /} answers 200. */
class Service extends GenericContainer<Service> {

	static final String IMAGE = System.getProperty("image", "myapp:latest");

	Service() {
		this(IMAGE);
	}

	Service(String image) {
		super(image);
		withExposedPorts(8080);
		waitingFor(Wait.forHttp("/"));
	}

	Service withHost(Consumer<HostConfig> host) {
		return withCreateContainerCmdModifier((create) -> host.accept(create.getHostConfig()));
	}

}
