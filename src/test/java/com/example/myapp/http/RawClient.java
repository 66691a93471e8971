package com.example.myapp.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sends bytes as they are and reads answers as RFC 9112 frames them. */
public final class RawClient implements Closeable {

	/**
	 * An answer.
	 *
	 * @param status its status code
	 * @param headers its fields, by name in any case
	 * @param body its body, as ISO-8859-1
	 */
	public record Answer(int status, Map<String, String> headers, String body) {

		/**
		 * Looks up a field.
		 * @param name the field's name, in any case
		 * @return its value, or an empty string
		 */
		public String header(String name) {
			return this.headers.getOrDefault(name, "");
		}

	}

	private final Socket socket;

	private final InputStream in;

	/**
	 * Connects to a server.
	 * @param host where it runs
	 * @param port where it listens
	 * @throws IOException if it does not listen
	 */
	public RawClient(String host, int port) throws IOException {
		this(new Socket(), host, port);
	}

	RawClient(Socket socket, String host, int port) throws IOException {
		this.socket = socket;
		this.socket.setTcpNoDelay(true);
		// The smaller the buffer, the sooner a server notices that nobody reads.
		this.socket.setReceiveBufferSize(4096);
		this.socket.connect(new InetSocketAddress(host, port));
		this.socket.setSoTimeout(15_000);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends text, each of its characters as a byte.
	 * @param text what to send
	 * @return this client
	 * @throws IOException if the connection has been closed
	 */
	public RawClient send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/**
	 * Sends text while answers are read: more than the sockets on the way hold.
	 * @param text what to send
	 * @return the thread that sends it
	 */
	public Thread sendInBackground(String text) {
		Thread sender = new Thread(() -> {
			try {
				send(text);
			}
			catch (IOException closed) {
				// The server has closed the connection, or this client.
			}
		});
		sender.setDaemon(true);
		sender.start();
		return sender;
	}

	/**
	 * Says that nothing more will be sent.
	 * @throws IOException if the connection has been closed
	 */
	public void end() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Resets the connection instead of ending it.
	 * @throws IOException if it has been closed
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	/**
	 * Reads so many bytes.
	 * @param length how many
	 * @return them, or fewer at the end
	 * @throws IOException if they do not come within 15 s
	 */
	public String read(int length) throws IOException {
		return new String(this.in.readNBytes(length), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads until what has come holds one of these.
	 * @param ends what to look for
	 * @return what has come
	 * @throws IOException if none comes within 15 s
	 */
	public String readTo(String... ends) throws IOException {
		StringBuilder read = new StringBuilder();
		while (Stream.of(ends).noneMatch(read.toString()::contains)) {
			int next = this.in.read();
			if (next == -1) {
				throw new IOException("Closed after: " + read);
			}
			read.append((char) next);
		}
		return read.toString();
	}

	/**
	 * Reads an answer with a body.
	 * @return the answer
	 * @throws IOException if none comes within 15 s
	 */
	public Answer answer() throws IOException {
		return answer(true);
	}

	/**
	 * Reads an answer.
	 * @param withBody whether its {@code Content-Length} is followed by a body, as it is
	 * not for HEAD
	 * @return the answer
	 * @throws IOException if none comes within 15 s
	 */
	public Answer answer(boolean withBody) throws IOException {
		String[] statusLine = line().split(" ", 3);
		if (!statusLine[0].startsWith("HTTP/1.")) {
			throw new IOException("No answer: " + String.join(" ", statusLine));
		}
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] field = line.split(":", 2);
			headers.put(field[0], field[1].strip());
		}
		int length = withBody ? Integer.parseInt(headers.getOrDefault("Content-Length", "0")) : 0;
		String body = new String(this.in.readNBytes(length), StandardCharsets.ISO_8859_1);
		return new Answer(Integer.parseInt(statusLine[1]), headers, body);
	}

	/**
	 * Reads what comes until the server closes the connection.
	 * @return what came
	 * @throws IOException if it does not close it within 15 s
	 */
	public String rest() throws IOException {
		return new String(this.in.readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads to the end of the connection.
	 * @return whether the server closed it, without another byte, within 15 s
	 * @throws IOException if it did not
	 */
	public boolean isClosed() throws IOException {
		try {
			return this.in.read() == -1;
		}
		catch (SocketException reset) {
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next == -1) {
				throw new IOException("Closed after: " + line);
			}
			if (next != '\r') {
				line.write(next);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

}
