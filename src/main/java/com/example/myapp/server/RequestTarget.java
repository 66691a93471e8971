package com.example.myapp.server;

import java.util.BitSet;
import java.util.HexFormat;

import static com.example.myapp.server.RefusedRequestException.badRequest;

/**
 * The path and query of a request, as the application is given them.
 * <p>
 * A path is what RFC 3986 says, or refused: two readers who differ about one may let a
 * request pass that should not. A query may hold whatever people type but spaces, control
 * characters and {@code #}. It is handed on as it came, but that an octet which RFC 3986
 * does not allow there is percent-encoded, as is a percent sign that encodes nothing;
 * {@link java.net.URI}, and so Spring, would fail at it.
 */
final class RequestTarget {

	private static final BitSet PATH = characters("-._~!$&'()*+,;=%:@/");

	private static final BitSet QUERY = characters("-._~!$&'()*+,;=%:@/?");

	private RequestTarget() {
	}

	/**
	 * Reads a target without a scheme and an authority.
	 * @param target the path, which may be empty before a query, and the query
	 * @return the target to hand on
	 * @throws RefusedRequestException if it is malformed
	 */
	static String parse(String target) {
		int mark = target.indexOf('?');
		String path = (mark != -1) ? target.substring(0, mark) : target;
		if (!consistsOf(PATH, path) || !isEncoded(path)) {
			throw badRequest("The path is malformed");
		}
		if (mark == -1 || (consistsOf(QUERY, target) && isEncoded(target))) {
			return path.isEmpty() ? "/" + target : target;
		}
		StringBuilder parsed = new StringBuilder(path.isEmpty() ? "/" : path).append('?');
		for (int i = mark + 1; i < target.length(); i++) {
			appendToQuery(parsed, target, i);
		}
		return parsed.toString();
	}

	private static void appendToQuery(StringBuilder parsed, String target, int at) {
		char next = target.charAt(at);
		if (next == '#') {
			throw badRequest("The target has a fragment");
		}
		if ((next == '%') ? isEncodedAt(target, at) : QUERY.get(next)) {
			parsed.append(next);
		}
		else {
			HexFormat.of().withUpperCase().toHexDigits(parsed.append('%'), (byte) next);
		}
	}

	/** Letters, digits and some more. */
	private static BitSet characters(String others) {
		BitSet characters = new BitSet();
		characters.set('0', '9' + 1);
		characters.set('A', 'Z' + 1);
		characters.set('a', 'z' + 1);
		others.chars().forEach(characters::set);
		return characters;
	}

	private static boolean consistsOf(BitSet characters, String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!characters.get(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/** Whether each percent sign stands before two digits (RFC 3986 section 2.1). */
	private static boolean isEncoded(String text) {
		for (int at = text.indexOf('%'); at != -1; at = text.indexOf('%', at + 1)) {
			if (!isEncodedAt(text, at)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isEncodedAt(String text, int at) {
		return at + 2 < text.length() && HexFormat.isHexDigit(text.charAt(at + 1))
				&& HexFormat.isHexDigit(text.charAt(at + 2));
	}

}
