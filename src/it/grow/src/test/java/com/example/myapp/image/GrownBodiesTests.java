package com.example.myapp.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies of requests: each codec takes them, up to one limit. */
class GrownBodiesTests {

	/** Under 1 MB, over the 256 KB of Spring's codecs. */
	private static final int LARGE = 1_000_000;

	private static final int TOO_LARGE = 1_100_000;

	private static final String MULTIPART = "multipart/form-data; boundary=cut";

	@RegisterExtension
	static final GrownService service = new GrownService();

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers" })
	void jsonIsBoundToRecord(String path) throws Exception {
		HttpResponse<String> created = service.post(path, "application/json", json(path, "a name"));
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(created.headers().firstValue("Location")).contains(path + "/7");
		assertThat(created.body()).contains("\"a name\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers" })
	void noJsonIs400(String path) throws Exception {
		assertThat(service.post(path, "application/json", "{no json").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers" })
	void anotherTypeIs415(String path) throws Exception {
		assertThat(service.post(path, "application/xml", "<order/>").statusCode()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers" })
	void invalidIs400(String path) throws Exception {
		assertThat(service.post(path, "application/json", json(path, " ")).statusCode()).isEqualTo(400);
	}

	@Test
	void textIsRead() throws Exception {
		assertThat(service.post("/notes", "text/plain", "sieben").body()).isEqualTo("{\"length\":6}");
	}

	@Test
	void formIsRead() throws Exception {
		String type = "application/x-www-form-urlencoded";
		assertThat(service.post("/forms", type, "city=New+York").body()).isEqualTo("{\"city\":\"New York\"}");
	}

	@Test
	void multipartIsRead() throws Exception {
		assertThat(service.post("/parts", MULTIPART, multipart("file", 10)).body()).contains("\"note\":\"a note\"")
			.contains("\"file\":\"a.bin\"")
			.contains("\"bytes\":10");
		assertThat(service.post("/customers/7/photo", MULTIPART, multipart("photo", 10)).body()).isEqualTo("a.bin");
	}

	@Test
	@Tag("beyond-boot")
	void everyCodecTakesBodyUpToTheLimit() throws Exception {
		String text = "x".repeat(LARGE);
		assertThat(service.post("/orders", "application/json", json("/orders", text)).statusCode()).isEqualTo(201);
		assertThat(service.post("/customers", "application/json", json("/customers", text)).statusCode())
			.isEqualTo(201);
		assertThat(service.post("/notes", "text/plain", text).statusCode()).isEqualTo(200);
		assertThat(service.post("/forms", "application/x-www-form-urlencoded", "a=" + text).statusCode())
			.isEqualTo(200);
		assertThat(service.post("/parts", MULTIPART, multipart("file", LARGE)).statusCode()).isEqualTo(200);
		assertThat(service.post("/customers/7/photo", MULTIPART, multipart("photo", LARGE)).statusCode())
			.isEqualTo(200);
		assertThat(service.post("/uploads", "application/octet-stream", text).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers", "/notes", "/uploads", "/" })
	@Tag("beyond-boot")
	void bodyOverTheLimitIs413(String path) throws Exception {
		assertThat(answer(path, "Content-Length: " + TOO_LARGE, "x".repeat(TOO_LARGE))).startsWith("HTTP/1.1 413 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/customers", "/notes", "/uploads" })
	@Tag("beyond-boot")
	void chunkedBodyOverTheLimitIs413(String path) throws Exception {
		String text = "\"" + "x".repeat(TOO_LARGE);
		String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
		assertThat(answer(path, "Transfer-Encoding: chunked", chunk)).startsWith("HTTP/1.1 413 ");
	}

	@Test
	void chunkedBodyIsRead() throws Exception {
		byte[] text = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
		HttpResponse<String> counted = service
			.send(service.request("/uploads").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text))));
		assertThat(counted.body()).isEqualTo("{\"bytes\":100000}");
	}

	/** The first bytes of the answer, read after the whole body was written. */
	private static String answer(String path, String framing, String body) throws IOException {
		String type = switch (path) {
			case "/notes" -> "text/plain";
			case "/uploads" -> "application/octet-stream";
			default -> "application/json";
		};
		try (Socket socket = service.connect()) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\n" + framing + "\r\n\r\n"
					+ body)
				.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
		}
	}

	private static String json(String path, String name) {
		return path.equals("/orders") ? "{\"item\":\"" + name + "\",\"quantity\":1}"
				: "{\"name\":\"" + name + "\",\"email\":\"a@example.com\"}";
	}

	private static String multipart(String file, int size) {
		return "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\na note\r\n"
				+ "--cut\r\nContent-Disposition: form-data; name=\"" + file + "\"; filename=\"a.bin\"\r\n"
				+ "Content-Type: application/octet-stream\r\n\r\n" + "x".repeat(size) + "\r\n--cut--\r\n";
	}

}
