package com.example.myapp.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import com.example.myapp.MyApplication;
import com.example.myapp.http.RawClient;
import com.example.myapp.http.RootRoute;
import com.example.myapp.http.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** HTTP/2, once {@code server.http2.enabled} is set, under the same limits. */
class Http2Tests {

	private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

	/** An empty SETTINGS frame (RFC 9113 section 6.5). */
	private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";

	/**
	 * The head of a request in stream 1, by the static table of HPACK alone:
	 * {@code :method GET}, {@code :scheme http}, {@code :path /}, {@code :authority a}.
	 */
	private static final String GET = "\0\0\6\1\5\0\0\0\1\u0082\u0086\u0084A\1a";

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext cleartext;

	private static ConfigurableApplicationContext tls;

	@BeforeAll
	static void start() {
		String[] settings = { "--server.port=0", "--server.http2.enabled=true", "--limits.head=1s",
				"--limits.linger=100ms" };
		cleartext = new SpringApplicationBuilder(MyApplication.class, RootRoute.class).run(settings);
		tls = new SpringApplicationBuilder(MyApplication.class, RootRoute.class)
			.properties(TestKeys.settings(directory))
			.run(settings);
	}

	@AfterAll
	static void stop() {
		cleartext.close();
		tls.close();
	}

	@Test
	void answersOverTlsAndAfterAnUpgrade() throws Exception {
		assertThat(assertGreets(URI.create("https://127.0.0.1:" + port(tls))).headers().firstValue("date")).isPresent();
		assertGreets(URI.create("http://127.0.0.1:" + port(cleartext)));
	}

	@Test
	void tellsWhoSendsTooMuchOverTls() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port(tls)))
			.POST(BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]))
			.build();
		HttpResponse<String> answer = client().send(request, BodyHandlers.ofString());
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.statusCode()).isEqualTo(413);
	}

	@Test
	void answersWithPriorKnowledgeHoweverTheBytesAreCut() throws IOException {
		String request = PREFACE + SETTINGS + GET;
		for (int cut : new int[] { 1, 10, PREFACE.length(), PREFACE.length() + 3, request.length() }) {
			try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
				client.send(request.substring(0, cut)).send(request.substring(cut));
				StringBuilder answer = new StringBuilder();
				while (!answer.toString().contains("{\"message\":")) {
					String next = client.read(1);
					assertThat(next).as("after %s", answer).isNotEmpty();
					answer.append(next);
				}
			}
		}
	}

	@Test
	void endsAConnectionOnWhichNothingIsAsked() throws IOException {
		for (String start : new String[] { PREFACE.substring(0, 10), PREFACE + SETTINGS }) {
			try (RawClient client = new RawClient("127.0.0.1", port(cleartext))) {
				// To the end, or it fails after 15 s.
				client.send(start).rest();
			}
		}
	}

	private static HttpResponse<String> assertGreets(URI uri) throws Exception {
		HttpResponse<String> answer = client().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(answer.version()).isEqualTo(Version.HTTP_2);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"message\"");
		return answer;
	}

	private static HttpClient client() throws Exception {
		return HttpClient.newBuilder().version(Version.HTTP_2).sslContext(TestKeys.clientOf(directory)).build();
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
