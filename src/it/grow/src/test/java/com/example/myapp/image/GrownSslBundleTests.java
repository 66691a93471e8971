package com.example.myapp.image;

import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS by {@code spring.ssl.bundle}, for the server and for its own client. */
class GrownSslBundleTests {

	private static final TestCertificate CERTIFICATE = TestCertificate.make("bundle");

	@RegisterExtension
	static final GrownService service = new GrownService().reading(CERTIFICATE.file())
		.with("SPRING_SSL_BUNDLE_JKS_SERVER_KEYSTORE_LOCATION", CERTIFICATE.file())
		.with("SPRING_SSL_BUNDLE_JKS_SERVER_KEYSTORE_PASSWORD", TestCertificate.PASSWORD)
		.with("SPRING_SSL_BUNDLE_JKS_CLIENT_TRUSTSTORE_LOCATION", CERTIFICATE.file())
		.with("SPRING_SSL_BUNDLE_JKS_CLIENT_TRUSTSTORE_PASSWORD", TestCertificate.PASSWORD)
		.with("SERVER_SSL_BUNDLE", "server")
		.with("SERVER_HTTP2_ENABLED", true);

	@Test
	void http2IsSpokenOverTls() throws Exception {
		HttpResponse<String> answer = CERTIFICATE.get(service.port(), "/customers/12");
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.body()).contains("Customer 12");
	}

	@Test
	void webClientAsksOverTls() throws Exception {
		String url = "https://localhost:" + service.port() + "/told";
		assertThat(CERTIFICATE.get(service.port(), "/asked-over-tls?url=" + url).body()).isEqualTo("a string");
	}

}
