package com.example.myapp.image;

import java.lang.instrument.Instrumentation;
import java.net.http.HttpClient;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.util.Hashtable;
import java.util.Map;
import java.util.zip.ZipOutputStream;

import javax.naming.Context;
import javax.naming.directory.InitialDirContext;
import javax.sql.rowset.RowSetProvider;

/**
 * Runs in the image before the service, and uses what services use of the Java runtime
 * beyond what the greeting does.
 */
public final class RuntimeAgent {

	static final String READY = "The agent found what it looked for";

	private RuntimeAgent() {
	}

	/**
	 * Uses the modules.
	 * @param arguments of the option
	 * @param instrumentation of the JVM
	 * @throws Exception if a module is missing
	 */
	public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
		DriverManager.drivers().toList();
		RowSetProvider.newFactory().createCachedRowSet().close();
		HttpClient.newHttpClient();
		KeyPairGenerator.getInstance("EC").generateKeyPair();
		Path zip = Files.createTempFile("agent", ".zip");
		new ZipOutputStream(Files.newOutputStream(zip)).close();
		try (FileSystem files = FileSystems.newFileSystem(zip)) {
			Files.writeString(files.getPath("file"), "content");
		}
		Files.delete(zip);
		// Asks no server: it is not used.
		new InitialDirContext(new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY,
				"com.sun.jndi.dns.DnsContextFactory", Context.PROVIDER_URL, "dns://192.0.2.1")))
			.close();
		System.out.println(READY);
	}

}
