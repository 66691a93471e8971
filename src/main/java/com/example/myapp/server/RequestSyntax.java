package com.example.myapp.server;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.springframework.http.HttpStatus;

import static com.example.myapp.server.RefusedRequestException.badRequest;
import static io.netty.handler.codec.http.HttpConstants.CR;
import static io.netty.handler.codec.http.HttpConstants.HT;
import static io.netty.handler.codec.http.HttpConstants.LF;
import static io.netty.handler.codec.http.HttpConstants.SP;

/**
 * Finds where the parts of a request end. The codec behind is given whole parts only, so
 * how the bytes were cut has no bearing on what it makes of them; and none whose lines
 * are not those of RFC 9112, which it would read its own way.
 */
final class RequestSyntax {

	/** The length of a body that is sent in chunks. */
	static final long CHUNKED = -1;

	private static final ByteBuf PROTOCOL = ascii("HTTP/");

	private static final String CONTENT_LENGTH = "Content-Length:";

	private static final int DEL = 0x7f;

	private static final String TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]++";

	private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*+\"";

	/** RFC 9112 section 7.1. Possessive: it neither goes back nor deepens the stack. */
	private static final Pattern CHUNK_LINE = Pattern
		.compile("(?=[0-9A-Fa-f])0*+([0-9A-Fa-f]{0,15}+)(?:[ \\t]*+;[ \\t]*+" + TOKEN + "(?:[ \\t]*+=[ \\t]*+(?:"
				+ TOKEN + "|" + QUOTED + "))?+)*+");

	private enum Part {

		HEAD, DATA, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER

	}

	/** Bytes of a request line, or of the line of a chunk's size. */
	private final int lineLimit;

	/** Bytes of all field lines of a head, or of a trailer section. */
	private final int fieldsLimit;

	private Part part = Part.HEAD;

	/** Bytes of whole lines in a head or trailer section, which have been checked. */
	private int checked;

	private int requestLine;

	private boolean hasLength;

	/** Bytes of the body or of the chunk that have not come. */
	private long remaining;

	RequestSyntax(int lineLimit, int fieldsLimit) {
		this.lineLimit = lineLimit;
		this.fieldsLimit = fieldsLimit;
	}

	/** Whether a head is the next to come, or in coming. */
	boolean isInHead() {
		return this.part == Part.HEAD;
	}

	/** Says what follows the head that has been read: so many bytes, or chunks. */
	void expectBody(long length) {
		this.remaining = length;
		this.part = (length == CHUNKED) ? Part.CHUNK_SIZE : (length > 0) ? Part.DATA : Part.HEAD;
	}

	/**
	 * Reads the next part.
	 * @param bytes what has come of the request; empty lines before it are skipped
	 * @return the length of the part, or 0 if it has not come whole
	 * @throws RefusedRequestException if it is malformed or too long
	 */
	int next(ByteBuf bytes) {
		return switch (this.part) {
			case HEAD -> skipEmptyLines(bytes) ? lines(bytes) : 0;
			case TRAILER -> lines(bytes);
			case CHUNK_SIZE -> chunkSize(bytes);
			case CHUNK_END -> chunkEnd(bytes);
			case DATA, CHUNK_DATA -> data(bytes);
		};
	}

	/** RFC 9112 section 2.2; returns whether something follows them. */
	private boolean skipEmptyLines(ByteBuf bytes) {
		while (this.checked == 0 && bytes.isReadable() && bytes.getByte(bytes.readerIndex()) == CR) {
			if (bytes.readableBytes() == 1) {
				return false;
			}
			checkLineEnd(bytes, bytes.readerIndex(), bytes.readerIndex() + 1);
			bytes.skipBytes(2);
		}
		return bytes.isReadable();
	}

	/** Reads the lines of a head or of a trailer section up to the empty one. */
	private int lines(ByteBuf bytes) {
		while (true) {
			boolean isRequestLine = this.part == Part.HEAD && this.checked == 0;
			int start = bytes.readerIndex() + this.checked;
			int lf = bytes.indexOf(start, bytes.writerIndex(), LF);
			int length = ((lf != -1) ? lf + 1 : bytes.writerIndex()) - start;
			if (isRequestLine && length > this.lineLimit + 2) {
				throw new RefusedRequestException(HttpStatus.URI_TOO_LONG, "The request line is too long");
			}
			if (!isRequestLine && this.checked - this.requestLine + length > this.fieldsLimit + 2) {
				throw new RefusedRequestException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
						"The fields are too long");
			}
			if (lf == -1) {
				return 0;
			}
			checkLineEnd(bytes, start, lf);
			this.checked += length;
			if (isRequestLine) {
				this.requestLine = length;
				checkRequestLine(bytes, start, lf - 1);
			}
			else if (length == 2) {
				return endOfLines();
			}
			else if (bytes.getByte(start) == SP || bytes.getByte(start) == HT) {
				throw badRequest("A field line is folded");
			}
			else if (isLength(bytes, start, length)) {
				if (this.hasLength) {
					throw badRequest("There must be one Content-Length");
				}
				this.hasLength = true;
			}
		}
	}

	/** Of several the codec makes one, in HTTP/1.0. */
	private static boolean isLength(ByteBuf bytes, int start, int length) {
		int name = CONTENT_LENGTH.length();
		return length > name && bytes.getByte(start + name - 1) == CONTENT_LENGTH.charAt(name - 1)
				&& CONTENT_LENGTH.equalsIgnoreCase(bytes.toString(start, name, StandardCharsets.US_ASCII));
	}

	private int endOfLines() {
		int length = this.checked;
		this.checked = 0;
		this.requestLine = 0;
		this.hasLength = false;
		this.part = Part.HEAD;
		return length;
	}

	/** A line ends with CRLF and holds no other CR (RFC 9112 section 2.2). */
	private static void checkLineEnd(ByteBuf bytes, int start, int lf) {
		if (lf == start || bytes.getByte(lf) != LF || bytes.indexOf(start, lf, CR) != lf - 1) {
			throw badRequest("A line does not end with CRLF");
		}
	}

	/**
	 * RFC 9112 section 3: two spaces between three words, no other white space, and the
	 * protocol's name in capitals. What else the words hold is for the codec and the
	 * rules. An expression would take 8 % of a request's time.
	 */
	private static void checkRequestLine(ByteBuf bytes, int start, int end) {
		int spaces = 0;
		boolean visible = true;
		for (int i = start; i < end; i++) {
			int octet = bytes.getUnsignedByte(i);
			spaces += (octet == SP) ? 1 : 0;
			visible &= octet >= SP && octet != DEL;
		}
		int version = end - "HTTP/1.1".length();
		if (!visible || spaces > 2 || version < start || !startsWith(bytes, version, PROTOCOL)) {
			throw badRequest("The request line is malformed");
		}
	}

	/** A text to compare bytes with. */
	static ByteBuf ascii(String text) {
		return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

	/** Whether there is such a text at an index. */
	static boolean startsWith(ByteBuf bytes, int index, ByteBuf text) {
		int length = text.readableBytes();
		return bytes.writerIndex() - index >= length && ByteBufUtil.equals(bytes, index, text, 0, length);
	}

	private int data(ByteBuf bytes) {
		int length = (int) Math.min(bytes.readableBytes(), this.remaining);
		this.remaining -= length;
		if (this.remaining == 0) {
			this.part = (this.part == Part.DATA) ? Part.HEAD : Part.CHUNK_END;
		}
		return length;
	}

	private int chunkSize(ByteBuf bytes) {
		int start = bytes.readerIndex();
		int lf = bytes.indexOf(start, bytes.writerIndex(), LF);
		int end = (lf != -1) ? lf + 1 : bytes.writerIndex();
		if (end - start > this.lineLimit + 2) {
			throw badRequest("The line of a chunk's size is too long");
		}
		if (lf == -1) {
			return 0;
		}
		checkLineEnd(bytes, start, lf);
		Matcher line = CHUNK_LINE.matcher(bytes.toString(start, lf - 1 - start, StandardCharsets.ISO_8859_1));
		if (!line.matches()) {
			throw badRequest("The line of a chunk's size is malformed");
		}
		this.remaining = line.group(1).isEmpty() ? 0 : Long.parseLong(line.group(1), 16);
		if (this.remaining > Integer.MAX_VALUE) {
			throw new RefusedRequestException(HttpStatus.CONTENT_TOO_LARGE, "A chunk is too large");
		}
		this.part = (this.remaining == 0) ? Part.TRAILER : Part.CHUNK_DATA;
		for (int i = start + line.end(1); i < lf - 1; i++) {
			// An extension is ignored; the codec would fail at some that are valid.
			bytes.setByte(i, SP);
		}
		return end - start;
	}

	private int chunkEnd(ByteBuf bytes) {
		int start = bytes.readerIndex();
		if (bytes.getByte(start) != CR) {
			throw badRequest("A chunk is longer than its size");
		}
		if (bytes.readableBytes() < 2) {
			return 0;
		}
		checkLineEnd(bytes, start, start + 1);
		this.part = Part.CHUNK_SIZE;
		return 2;
	}

}
