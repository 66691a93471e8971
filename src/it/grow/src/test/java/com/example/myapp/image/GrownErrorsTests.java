package com.example.myapp.image;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes wrong: what the client is told, and what is logged. */
class GrownErrorsTests {

	@RegisterExtension
	static final GrownService service = new GrownService();

	@Test
	void responseStatusExceptionKeepsStatusReasonAndHeaders() throws Exception {
		assertBusy(service.get("/failures/busy"));
	}

	@Test
	void responseStatusExceptionOfRouteKeepsStatusReasonAndHeaders() throws Exception {
		assertBusy(service.get("/routed/busy"));
	}

	private static void assertBusy(HttpResponse<String> busy) {
		assertThat(busy.statusCode()).isEqualTo(503);
		assertThat(busy.headers().firstValue("Retry-After")).contains("120");
		assertThat(busy.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(busy.body()).contains("\"status\":503").contains("\"detail\":\"Closed for lunch\"");
	}

	@Test
	void errorResponseKeepsItsProblemDetail() throws Exception {
		HttpResponse<String> teapot = service.get("/failures/teapot");
		assertThat(teapot.statusCode()).isEqualTo(418);
		assertThat(teapot.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(teapot.body()).contains("\"detail\":\"Short and stout\"").contains("\"handle\":true");
	}

	@Test
	void controllerAdviceAnswers() throws Exception {
		HttpResponse<String> absent = service.get("/customers/404");
		assertThat(absent.statusCode()).isEqualTo(404);
		assertThat(absent.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(absent.body()).contains("\"detail\":\"No customer 404\"");
	}

	@Test
	void exceptionHandlerAnswers() throws Exception {
		HttpResponse<String> refused = service.send(service.request("/customers/7").DELETE());
		assertThat(refused.statusCode()).isEqualTo(501);
		assertThat(refused.body()).isEqualTo("Customers stay");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/failures/unexpected/", "/routed/unexpected/" })
	void unexpectedIsLoggedOnceAndToldToNobody(String path) throws Exception {
		String secret = "secret-of" + path.replace('/', '-');
		HttpResponse<String> failed = service.send(service.request(path + secret).header("Accept", "*/*"));
		assertThat(failed.statusCode()).isEqualTo(500);
		assertThat(failed.body().replace(path + secret, "")).doesNotContain(secret).doesNotContain("IllegalState");
		String logged = "IllegalStateException: " + secret;
		await().until(() -> service.log().contains(logged));
		service.get("/");
		assertThat(service.log().split(logged, -1)).hasSize(2);
	}

	@Test
	@Tag("beyond-boot")
	void vanishedClientIsNoError() throws Exception {
		int before = service.log().length();
		for (int i = 0; i < 20; i++) {
			vanish("POST /notes HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nnot all");
			vanish("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ite\r\n");
			vanish("GET /download?chunks=800 HTTP/1.1\r\nHost: a\r\n\r\n");
			vanish("GET /ticks?every=PT0.01S HTTP/1.1\r\nHost: a\r\n\r\n");
		}
		service.get("/failures/unexpected/last-line");
		await().until(() -> service.log().contains("IllegalStateException: last-line"));
		String logged = service.log().substring(before);
		List<String> lines = logged.lines().filter((line) -> line.matches("\\d{4}-.*")).toList();
		assertThat(lines).as(logged).hasSize(1);
	}

	/** Waits for the answer to begin where there is one, and resets the connection. */
	private static void vanish(String request) throws IOException {
		try (Socket socket = service.connect()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			if (request.startsWith("GET")) {
				socket.getInputStream().readNBytes(500);
			}
			socket.setSoLinger(true, 0);
		}
	}

}
