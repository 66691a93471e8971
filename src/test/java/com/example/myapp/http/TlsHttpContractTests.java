package com.example.myapp.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The contract, held over TLS, where HTTP/2 is offered too. */
@Tag("slow")
@ServerTest(properties = { "limits.head=1s", "limits.request=2s", "limits.linger=500ms", "limits.connections=100",
		"server.netty.idle-timeout=2s", "server.http2.enabled=true" })
class TlsHttpContractTests extends HttpContract {

	@TempDir
	private static Path directory;

	private static SSLContext client;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void tls(DynamicPropertyRegistry registry) throws GeneralSecurityException, IOException {
		for (String setting : TestKeys.settings(directory)) {
			registry.add(setting.substring(0, setting.indexOf('=')), () -> setting.substring(setting.indexOf('=') + 1));
		}
		client = TestKeys.clientOf(directory);
	}

	@Override
	protected int port() {
		return this.port;
	}

	@Override
	public RawClient connect() throws IOException {
		return new RawClient(client.getSocketFactory().createSocket(), "127.0.0.1", this.port);
	}

}
