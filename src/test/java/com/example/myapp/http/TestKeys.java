package com.example.myapp.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key of the server's that its client trusts, made by the JDK's keytool. */
public final class TestKeys {

	private static final String PASSWORD = "password";

	private TestKeys() {
	}

	/**
	 * Makes a key store.
	 * @param directory where
	 * @return the settings of a server that uses it
	 */
	public static String[] settings(Path directory) {
		Path store = directory.resolve("keys.p12");
		try {
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-alias",
					"server", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
				.redirectErrorStream(true)
				.redirectOutput(Files.createTempFile(directory, "keytool", ".log").toFile())
				.start();
			if (keytool.waitFor() != 0) {
				throw new IllegalStateException("keytool failed");
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return new String[] { "server.ssl.enabled=true", "server.ssl.bundle=", "server.ssl.key-store=" + store,
				"server.ssl.key-store-password=" + PASSWORD };
	}

	/**
	 * Trusts that server.
	 * @param directory where its key store is
	 * @return the context of a client
	 * @throws GeneralSecurityException if the store cannot be used
	 * @throws IOException if it cannot be read
	 */
	public static SSLContext clientOf(Path directory) throws GeneralSecurityException, IOException {
		KeyStore keys = KeyStore.getInstance(directory.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(keys);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
