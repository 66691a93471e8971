package com.example.myapp.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a cluster cannot know of the manifests: that they fit the project. The rest is
 * tried on a cluster by {@code src/bench/rollout}.
 */
@SpringBootTest
class KubernetesManifestsTests {

	private static final Path MANIFESTS = Path.of("src/kubernetes");

	private static final String PODS = "$.spec.template.spec";

	private static final String CONTAINER = PODS + ".containers[0]";

	private final DocumentContext deployment = manifest("deployment.yaml");

	@Test
	void everyManifestIsDeployed() throws IOException {
		List<String> resources = manifest("kustomization.yaml").read("$.resources");
		try (Stream<Path> files = Files.list(MANIFESTS)) {
			assertThat(files.map((file) -> file.getFileName().toString()).filter((file) -> !resources.contains(file)))
				.containsExactly("kustomization.yaml");
		}
	}

	@Test
	void imageIsTheOneThatThePomMakes() throws Exception {
		String name = pom("//*[local-name()='spring-boot.build-image.imageName']");
		assertThat(text(CONTAINER + ".image"))
			.isEqualTo(name.replace("${project.artifactId}", pom("/*/*[local-name()='artifactId']")));
	}

	@Test
	void versionIsThePoms() throws Exception {
		String version = manifest("kustomization.yaml").read("$.labels[0].pairs['app.kubernetes.io/version']");
		assertThat(version).isEqualTo(pom("/*/*[local-name()='version']"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startupProbe", "readinessProbe", "livenessProbe" })
	void probeIsAnswered(String probe, @Autowired HttpHandler service) {
		String path = text(CONTAINER + "." + probe + ".httpGet.path");
		MockServerHttpResponse response = new MockServerHttpResponse();
		service.handle(MockServerHttpRequest.get(path).build(), response).block();
		assertThat(response.getStatusCode())
			.as("%s. 401: permit it, or add Actuator, which does. 404: spring.webflux.base-path is part of it", path)
			.isEqualTo(HttpStatus.OK);
	}

	@Test
	void gracePeriodCoversPreStopAndDrain() {
		Duration drain = DurationStyle.detectAndParse(
				this.deployment.<List<String>>read(CONTAINER + ".env[?(@.name == 'LIMITS_DRAIN')].value").get(0));
		Duration preStop = Duration.ofSeconds(number(CONTAINER + ".lifecycle.preStop.sleep.seconds"));
		assertThat(Duration.ofSeconds(number(PODS + ".terminationGracePeriodSeconds")))
			.isGreaterThanOrEqualTo(preStop.plus(drain).plusSeconds(5));
	}

	private String text(String path) {
		return this.deployment.read(path);
	}

	private int number(String path) {
		return this.deployment.read(path);
	}

	private static DocumentContext manifest(String name) {
		return yaml(MANIFESTS.resolve(name));
	}

	private static DocumentContext yaml(Path file) {
		try (Reader reader = Files.newBufferedReader(file)) {
			return JsonPath.parse(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(reader));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String pom(String path) throws Exception {
		return XPathFactory.newInstance()
			.newXPath()
			.evaluate(path, DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml"));
	}

}
