package com.example.myapp.server;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

import org.springframework.http.HttpStatus;

import static com.example.myapp.server.RefusedRequestException.badRequest;
import static io.netty.handler.codec.http.HttpConstants.CR;
import static io.netty.handler.codec.http.HttpConstants.HT;
import static io.netty.handler.codec.http.HttpConstants.LF;
import static io.netty.handler.codec.http.HttpConstants.SP;

/**
 * Finds where the parts of a request end: its head, the data of its body, the line of a
 * chunk's size, the end of a chunk and the trailer section. The codec behind is given
 * whole parts only, so how the bytes were cut has no bearing on what it makes of them;
 * and none whose lines are not those of RFC 9112, which it would read its own way.
 */
final class RequestSyntax {

	/** The length of a body that is sent in chunks. */
	static final long CHUNKED = -1;

	/** Neither a control nor a space. */
	private static final ByteProcessor VISIBLE = (next) -> next < 0 || (next > SP && next != 0x7f);

	private enum Part {

		HEAD, DATA, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER

	}

	private final int lineLimit;

	private final int fieldsLimit;

	private Part part = Part.HEAD;

	private boolean requestLineRead;

	/** Bytes of whole lines in a head or trailer section, which have been checked. */
	private int checked;

	private int requestLine;

	/** Bytes of the body or of the chunk that have not come. */
	private long remaining;

	/**
	 * Limits the lines.
	 * @param lineLimit bytes of a request line or of the line of a chunk's size
	 * @param fieldsLimit bytes of all field lines of a head or of a trailer section
	 */
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

	private int lines(ByteBuf bytes) {
		while (true) {
			boolean requestLine = this.part == Part.HEAD && !this.requestLineRead;
			int start = bytes.readerIndex() + this.checked;
			int lf = bytes.indexOf(start, bytes.writerIndex(), LF);
			int length = ((lf != -1) ? lf + 1 : bytes.writerIndex()) - start;
			if (requestLine && length > this.lineLimit + 2) {
				throw new RefusedRequestException(HttpStatus.URI_TOO_LONG, "The request line is too long");
			}
			if (!requestLine && this.checked - this.requestLine + length > this.fieldsLimit + 2) {
				throw new RefusedRequestException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
						"The fields are too long");
			}
			if (lf == -1) {
				return 0;
			}
			checkLineEnd(bytes, start, lf);
			this.checked += length;
			if (requestLine) {
				checkRequestLine(bytes, start, lf - 1);
				this.requestLine = length;
				this.requestLineRead = true;
			}
			else if (length == 2) {
				return endOfLines();
			}
			else if (bytes.getByte(start) == SP || bytes.getByte(start) == HT) {
				throw badRequest("A field line is folded");
			}
		}
	}

	private int endOfLines() {
		int length = this.checked;
		this.checked = 0;
		this.requestLine = 0;
		this.requestLineRead = false;
		this.part = Part.HEAD;
		return length;
	}

	/** A line ends with CRLF and holds no other CR (RFC 9112 section 2.2). */
	private static void checkLineEnd(ByteBuf bytes, int start, int lf) {
		if (lf == start || bytes.getByte(lf) != LF || bytes.indexOf(start, lf, CR) != lf - 1) {
			throw badRequest("A line does not end with CRLF");
		}
	}

	/** RFC 9112 section 3; the name of the protocol is case-sensitive (section 2.3). */
	private static void checkRequestLine(ByteBuf bytes, int start, int end) {
		int target = 1 + word(bytes, start, end);
		int version = 1 + word(bytes, target, end);
		boolean named = end - version == 8;
		for (int i = 0; named && i < 8; i++) {
			byte next = bytes.getByte(version + i);
			named = (i == 5 || i == 7) ? next >= '0' && next <= '9' : next == "HTTP/ .".charAt(i);
		}
		if (!named) {
			throw badRequest("The request line is malformed");
		}
	}

	/** Returns where the word ends, which is followed by a space. */
	private static int word(ByteBuf bytes, int start, int end) {
		int space = bytes.forEachByte(start, end - start, VISIBLE);
		if (space <= start || bytes.getByte(space) != SP) {
			throw badRequest("The request line is malformed");
		}
		return space;
	}

	private int data(ByteBuf bytes) {
		int length = (int) Math.min(bytes.readableBytes(), this.remaining);
		this.remaining -= length;
		if (this.remaining == 0) {
			this.part = (this.part == Part.DATA) ? Part.HEAD : Part.CHUNK_END;
		}
		return length;
	}

	/**
	 * RFC 9112 section 7.1. The extension is checked and dropped: the size is moved to
	 * its end, and what is before is skipped.
	 */
	private int chunkSize(ByteBuf bytes) {
		int start = bytes.readerIndex();
		int lf = bytes.indexOf(start, bytes.writerIndex(), LF);
		if (((lf != -1) ? lf + 1 : bytes.writerIndex()) - start > this.lineLimit + 2) {
			throw badRequest("The line of a chunk's size is too long");
		}
		if (lf == -1) {
			return 0;
		}
		checkLineEnd(bytes, start, lf);
		ChunkLine line = ChunkLine.parse(bytes.toString(start, lf - 1 - start, StandardCharsets.ISO_8859_1));
		this.remaining = line.size();
		this.part = (this.remaining == 0) ? Part.TRAILER : Part.CHUNK_DATA;
		int skipped = lf - 1 - line.digits() - start;
		for (int i = line.digits() - 1; skipped > 0 && i >= 0; i--) {
			bytes.setByte(start + skipped + i, bytes.getByte(start + i));
		}
		bytes.skipBytes(skipped);
		return line.digits() + 2;
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
