package com.example.myapp.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate of localhost in a file, and a client that trusts it. */
record TestCertificate(Path file) {

	static final String PASSWORD = "changeit";

	static TestCertificate make(String name) {
		Path file = Path.of("target", name + ".p12").toAbsolutePath();
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		try {
			Files.deleteIfExists(file);
			new ProcessBuilder(keytool, "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12",
					"-storepass", PASSWORD, "-alias", "service", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"SAN=dns:localhost")
				.inheritIO()
				.start()
				.waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return new TestCertificate(file);
	}

	HttpResponse<String> get(int port, String path) throws Exception {
		KeyStore store = KeyStore.getInstance(this.file.toFile(), PASSWORD.toCharArray());
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("service", store.getCertificate("service"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return HttpClient.newBuilder()
			.sslContext(context)
			.build()
			.send(HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).build(),
					BodyHandlers.ofString());
	}

}
