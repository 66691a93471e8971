package com.example.myapp.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpStatus;

import static com.example.myapp.server.RefusedRequestException.badRequest;

/**
 * The line that tells the size of a chunk (RFC 9112 section 7.1).
 *
 * @param digits the number of digits that it starts with
 * @param size the size in bytes
 */
record ChunkLine(int digits, long size) {

	private static final String TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]++";

	private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*+\"";

	/** Possessive throughout: it neither goes back nor deepens the stack. */
	private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]++)(?:[ \\t]*+;[ \\t]*+" + TOKEN
			+ "(?:[ \\t]*+=[ \\t]*+(?:" + TOKEN + "|" + QUOTED + "))?+)*+");

	/**
	 * Reads a line.
	 * @param line the line without its end, each byte as a character
	 * @return what it tells
	 * @throws RefusedRequestException if it is malformed, or the chunk is larger than the
	 * codec takes
	 */
	static ChunkLine parse(String line) {
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			throw badRequest("The line of a chunk's size is malformed");
		}
		String size = matcher.group(1).replaceFirst("^0++(?=.)", "");
		if (size.length() > 8 || Long.parseLong(size, 16) > Integer.MAX_VALUE) {
			throw new RefusedRequestException(HttpStatus.CONTENT_TOO_LARGE, "A chunk is too large");
		}
		return new ChunkLine(matcher.end(1), Long.parseLong(size, 16));
	}

}
