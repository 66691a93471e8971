package com.example.myapp.server;

import java.net.URI;
import java.util.HexFormat;
import java.util.regex.Pattern;

import static com.example.myapp.server.RefusedRequestException.badRequest;

/**
 * What RFC 3986 says of a request's target and host. Two readers who differ about a path
 * or a host may let a request pass that should not, so both are strict. A query may hold
 * whatever people type but spaces, control characters and {@code #}: what is not allowed
 * there is percent-encoded, as {@link java.net.URI}, and so Spring, would fail at it.
 */
final class RequestTarget {

	private static final String ENCODED = "%[0-9A-Fa-f]{2}";

	/** What a host, a path and a query may hold besides letters and digits. */
	private static final String MARKS = "._~!$&'()*+,;=-";

	private static final Pattern PATH = Pattern.compile("(?:[\\w:@/" + MARKS + "]++|" + ENCODED + ")*+");

	private static final Pattern NOT_IN_QUERY = Pattern.compile("(?!" + ENCODED + ")[^\\w:@/?" + MARKS + "]");

	private RequestTarget() {
	}

	/** Returns the path and query to hand on; the path may be empty before a query. */
	static String path(String target) {
		if ("/".equals(target)) {
			return target;
		}
		int mark = target.indexOf('?');
		String path = (mark != -1) ? target.substring(0, mark) : target;
		String query = (mark != -1) ? target.substring(mark) : "";
		if (!PATH.matcher(path).matches() || query.contains("#")) {
			throw badRequest("The target is malformed");
		}
		return (path.isEmpty() ? "/" : path)
				+ NOT_IN_QUERY.matcher(query).replaceAll((octet) -> encode(octet.group().charAt(0)));
	}

	private static String encode(char octet) {
		return "%" + HexFormat.of().withUpperCase().toHexDigits((byte) octet);
	}

	/** Returns the host and port, without a colon and zeros that say nothing. */
	static String authority(String authority) {
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		String host = (colon != -1) ? authority.substring(0, colon) : authority;
		if (!isHost(host)) {
			throw badRequest("The host is malformed");
		}
		if (colon == -1 || colon == authority.length() - 1) {
			return host;
		}
		int port = 0;
		for (int i = colon + 1; i < authority.length(); i++) {
			int digit = authority.charAt(i) - '0';
			port = port * 10 + digit;
			if (digit < 0 || digit > 9 || port > 65535) {
				throw badRequest("The port is malformed");
			}
		}
		return host + ":" + port;
	}

	private static boolean isAddress(String host) {
		try {
			return host.equals(URI.create("//" + host).getHost());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** A loop, since an expression takes 8 % of a request's time. */
	private static boolean isHost(String host) {
		if (host.startsWith("[")) {
			return host.endsWith("]") && host.indexOf('%') == -1 && isAddress(host);
		}
		for (int i = 0; i < host.length(); i++) {
			char next = host.charAt(i);
			if (next == '%' && i + 2 < host.length() && HexFormat.isHexDigit(host.charAt(i + 1))
					&& HexFormat.isHexDigit(host.charAt(i + 2))) {
				i += 2;
			}
			else if (!(next < 128 && Character.isLetterOrDigit(next)) && MARKS.indexOf(next) == -1) {
				return false;
			}
		}
		return !host.isEmpty();
	}

}
