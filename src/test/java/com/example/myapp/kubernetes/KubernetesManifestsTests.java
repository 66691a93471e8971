package com.example.myapp.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** The manifests deploy the image that the pom makes, as application.yaml sets it. */
@SpringBootTest
class KubernetesManifestsTests {

	private static final Path MANIFESTS = Path.of("src/kubernetes");

	private static final String PODS = "$.spec.template.spec";

	private static final String CONTAINER = PODS + ".containers[0]";

	private final DocumentContext deployment = manifest("deployment.yaml");

	private final DocumentContext settings = yaml(Path.of("src/main/resources/application.yaml"));

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

	@Test
	void everyPortIsTheServers() {
		assertThat(number(CONTAINER + ".ports[0].containerPort"))
			.isEqualTo(this.settings.<Integer>read("$.server.port"));
		assertThat(this.deployment.<List<String>>read(CONTAINER + "[*].httpGet.port")).hasSize(3)
			.containsOnly(text(CONTAINER + ".ports[0].name"));
		assertThat(manifest("service.yaml").<String>read("$.spec.ports[0].targetPort"))
			.isEqualTo(text(CONTAINER + ".ports[0].name"));
		assertThat(manifest("network-policy.yaml").<List<String>>read("$.spec.ingress[*].ports[*].port"))
			.containsExactly(text(CONTAINER + ".ports[0].name"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startupProbe", "readinessProbe", "livenessProbe" })
	void probeIsAnswered(String probe, @Autowired HttpHandler service) {
		MockServerHttpResponse response = new MockServerHttpResponse();
		service.handle(MockServerHttpRequest.get(text(CONTAINER + "." + probe + ".httpGet.path")).build(), response)
			.block();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void gracePeriodCoversPreStopAndDrain() {
		Duration drain = DurationStyle.detectAndParse(this.settings.read("$.limits.drain"));
		Duration preStop = Duration.ofSeconds(number(CONTAINER + ".lifecycle.preStop.sleep.seconds"));
		assertThat(Duration.ofSeconds(number(PODS + ".terminationGracePeriodSeconds")))
			.isGreaterThanOrEqualTo(preStop.plus(drain).plusSeconds(5));
	}

	@Test
	void idleConnectionsEndBeforeTheDrain() {
		assertThat(text(CONTAINER + ".env[0].name")).isEqualTo("LIMITS_LINGER");
		assertThat(DurationStyle.detectAndParse(text(CONTAINER + ".env[0].value")))
			.isLessThan(DurationStyle.detectAndParse(this.settings.read("$.limits.drain")));
	}

	@Test
	void memoryIsRequestedToTheLimit() {
		assertThat(text(CONTAINER + ".resources.limits.memory"))
			.isEqualTo(text(CONTAINER + ".resources.requests.memory"));
	}

	@Test
	void everySelectorSelectsThePods() {
		Map<String, String> labels = this.deployment.read("$.spec.template.metadata.labels");
		assertThat(labels).containsOnlyKeys("app.kubernetes.io/name");
		assertThat(this.deployment.<List<Object>>read("$..matchLabels")).hasSize(3).containsOnly(labels);
		assertThat(manifest("service.yaml").<Object>read("$.spec.selector")).isEqualTo(labels);
		assertThat(manifest("pod-disruption-budget.yaml").<Object>read("$.spec.selector.matchLabels"))
			.isEqualTo(labels);
		assertThat(manifest("network-policy.yaml").<Object>read("$.spec.podSelector.matchLabels")).isEqualTo(labels);
		DocumentContext target = manifest("horizontal-pod-autoscaler.yaml");
		for (String key : List.of("apiVersion", "kind")) {
			assertThat(target.<String>read("$.spec.scaleTargetRef." + key)).isEqualTo(text("$." + key));
		}
		assertThat(target.<String>read("$.spec.scaleTargetRef.name")).isEqualTo(text("$.metadata.name"));
	}

	/** The Pod Security Standards, profile "restricted", and a read-only root. */
	@Test
	void podsAreRestricted() {
		assertThat(this.deployment.<Map<String, Object>>read(PODS)).doesNotContainKeys("hostNetwork", "hostPID",
				"hostIPC", "initContainers");
		assertThat(this.deployment.<Map<String, Object>>read(PODS + ".securityContext"))
			.containsEntry("runAsNonRoot", true)
			.containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
		assertThat(number(PODS + ".securityContext.runAsUser")).isPositive();
		assertThat(this.deployment.<List<Object>>read(PODS + ".containers[*].securityContext"))
			.hasSameSizeAs(this.deployment.<List<Object>>read(PODS + ".containers"))
			.containsOnly(Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL")),
					"readOnlyRootFilesystem", true));
		assertThat(this.deployment.<List<Object>>read("$..hostPort")).isEmpty();
		assertThat(this.deployment.<Boolean>read(PODS + ".automountServiceAccountToken")).isFalse();
	}

	@Test
	void temporaryFilesAreTheOnlyOnes() {
		assertThat(this.deployment.<Object>read(CONTAINER + ".volumeMounts"))
			.isEqualTo(List.of(Map.of("name", "tmp", "mountPath", "/tmp")));
		assertThat(this.deployment.<List<Map<String, Object>>>read(PODS + ".volumes")).singleElement()
			.satisfies(
					(volume) -> assertThat(volume).containsOnlyKeys("name", "emptyDir").containsEntry("name", "tmp"));
	}

	@Test
	void nothingIsCalled() {
		assertThat(manifest("network-policy.yaml").<Map<String, Object>>read("$.spec")).doesNotContainKey("egress")
			.containsEntry("policyTypes", List.of("Ingress", "Egress"));
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
