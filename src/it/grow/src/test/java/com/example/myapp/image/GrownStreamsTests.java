package com.example.myapp.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lasts longer than the limit on a request's time. The limit is 2 s here, so that
 * what lasts 5 s stands for what lasts minutes.
 */
class GrownStreamsTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static final Duration LONG = Duration.ofSeconds(5);

	@RegisterExtension
	static final GrownService service = new GrownService().with("LIMITS_REQUEST", "2s").with("LIMITS_BODY", "60MB");

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void handlerTakesItsTime() throws Exception {
		assertThat(service.get("/slow?takes=" + LONG).body()).isEqualTo("at last");
	}

	@Test
	@Tag("beyond-boot")
	void requestsSentAtOnceAreAllAnsweredInTurn() throws Exception {
		String request = "GET /slow?takes=PT0.001S HTTP/1.1\r\nHost: a\r\n";
		String requests = (request + "\r\n").repeat(39) + request + "Connection: close\r\n\r\n";
		for (int i = 0; i < 20; i++) {
			try (Socket socket = service.connect()) {
				socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
				String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
				assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(41);
			}
		}
	}

	@Test
	void eventsGoOn() throws Exception {
		HttpResponse<InputStream> events = this.client.send(service.request("/ticks?every=PT1S").build(),
				BodyHandlers.ofInputStream());
		try (InputStream body = events.body()) {
			assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
			String last = "data:" + LONG.toSeconds() + "\n\n";
			StringBuilder seen = new StringBuilder();
			while (seen.indexOf(last) == -1) {
				int next = body.read();
				assertThat(next).as("end of the events after %s", seen).isNotEqualTo(-1);
				seen.append((char) next);
			}
		}
	}

	@Test
	void webSocketEchoes() throws Exception {
		Words words = new Words();
		WebSocket socket = this.client.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + service.port() + "/echo"), words)
			.get(10, TimeUnit.SECONDS);
		socket.sendText("first", true);
		assertThat(words.next()).isEqualTo("first");
		service.get("/slow?takes=" + LONG);
		socket.sendText("last", true);
		assertThat(words.next()).isEqualTo("last");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
	}

	@Test
	void slowAndSteadyDownloadsEndWhileOthersAreServed() throws Exception {
		ExecutorService clients = Executors.newCachedThreadPool();
		try {
			List<Future<Long>> downloads = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				downloads.add(clients.submit((Callable<Long>) () -> download(50)));
			}
			while (downloads.stream().anyMatch((download) -> !download.isDone())) {
				assertThat(service.get("/").statusCode()).isEqualTo(200);
				assertThat(service.get("/orders/1").statusCode()).isEqualTo(200);
			}
			for (Future<Long> download : downloads) {
				assertThat(download.get()).isEqualTo(50L * MEGABYTE);
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	/** Reads it by half a megabyte, and rests between. */
	private static long download(int megabytes) throws IOException, InterruptedException {
		long length = 0;
		try (Socket socket = service.connect()) {
			String request = "GET /download?chunks=" + megabytes * 16
					+ " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			InputStream body = socket.getInputStream();
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") == -1) {
				head.append((char) body.read());
			}
			byte[] buffer = new byte[MEGABYTE / 2];
			for (int read = body.readNBytes(buffer, 0, buffer.length); read > 0; read = body.readNBytes(buffer, 0,
					buffer.length)) {
				length += read;
				TimeUnit.MILLISECONDS.sleep(50);
			}
		}
		return length;
	}

	@Test
	void largeUploadIsTakenWhereTheSettingAllowsIt() throws Exception {
		byte[] upload = new byte[50 * MEGABYTE];
		HttpResponse<String> counted = service
			.send(service.request("/uploads").POST(BodyPublishers.ofByteArray(upload)));
		assertThat(counted.body()).isEqualTo("{\"bytes\":" + upload.length + "}");
	}

	private static final class Words implements WebSocket.Listener {

		private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
			this.words.add(text.toString());
			socket.request(1);
			return null;
		}

		String next() throws InterruptedException {
			return this.words.poll(10, TimeUnit.SECONDS);
		}

	}

}
