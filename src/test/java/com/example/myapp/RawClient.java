package com.example.myapp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes as they are and reads a response as it comes. */
public final class RawClient implements Closeable {

	/** A request that leaves the connection open. */
	public static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ?(\\d+)");

	private final Socket socket;

	private final InputStream in;

	public RawClient(int port) throws IOException {
		this(new Socket("127.0.0.1", port));
	}

	public RawClient(Socket socket) throws IOException {
		this.socket = socket;
		// A minute, so that no test hangs.
		this.socket.setSoTimeout(60_000);
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	public RawClient send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/**
	 * Reads a response whose length is given by Content-Length.
	 * @return its head and its body, or less where the connection ends
	 * @throws IOException if the connection is reset, or silent for a minute
	 */
	public String response() throws IOException {
		StringBuilder response = new StringBuilder();
		while (response.indexOf("\r\n\r\n") < 0) {
			int next = this.in.read();
			if (next < 0) {
				return response.toString();
			}
			response.append((char) next);
		}
		Matcher length = LENGTH.matcher(response);
		int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
		return response.append(new String(this.in.readNBytes(body), StandardCharsets.ISO_8859_1)).toString();
	}

	/** Waits for the end of the connection. */
	public boolean isClosed() throws IOException {
		return this.in.read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
