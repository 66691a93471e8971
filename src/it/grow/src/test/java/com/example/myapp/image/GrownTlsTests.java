package com.example.myapp.image;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS by {@code server.ssl.*}. */
class GrownTlsTests {

	private static final TestCertificate CERTIFICATE = TestCertificate.make("tls");

	@RegisterExtension
	static final GrownService service = new GrownService().reading(CERTIFICATE.file())
		.with("SERVER_SSL_KEYSTORE", CERTIFICATE.file())
		.with("SERVER_SSL_KEYSTOREPASSWORD", TestCertificate.PASSWORD);

	@Test
	void isServedOverTls() throws Exception {
		HttpResponse<String> answer = CERTIFICATE.get(service.port(), "/customers/12");
		assertThat(answer.body()).contains("Customer 12");
		assertThat(answer.sslSession()).isPresent();
	}

}
