package com.example.myapp.server;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

import static com.example.myapp.server.RefusedRequestException.badRequest;

/**
 * What RFC 3986 says of a request's target and host. Two readers who differ about a path
 * or a host may let a request pass that should not, so both are strict. A query may hold
 * whatever people type but spaces, control characters and {@code #}: what is not allowed
 * there is percent-encoded, as {@link java.net.URI}, and so Spring, would fail at it.
 */
final class RequestTarget {

	private static final String CHARACTERS = "-._~!$&'()*+,;=0-9A-Za-z";

	private static final String ENCODED = "%[0-9A-Fa-f]{2}";

	private static final Pattern PATH = Pattern.compile("(?:[" + CHARACTERS + ":@/]|" + ENCODED + ")*+");

	private static final Pattern NOT_IN_QUERY = Pattern.compile("(?!" + ENCODED + ")[^" + CHARACTERS + ":@/?]");

	private static final Pattern AUTHORITY = Pattern
		.compile("(\\[[0-9A-Fa-f:.]++]|(?:[" + CHARACTERS + "]|" + ENCODED + ")++)(?::0*+([0-9]{0,5}+))?+");

	private RequestTarget() {
	}

	/** Returns the path and query to hand on; the path may be empty before a query. */
	static String path(String target) {
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
		if (isPlainName(authority)) {
			return authority;
		}
		Matcher matcher = AUTHORITY.matcher(authority);
		if (!matcher.matches() || (authority.startsWith("[") && !NetUtil.isValidIpV6Address(matcher.group(1)))) {
			throw badRequest("The host is malformed");
		}
		String host = matcher.group(1);
		String port = matcher.group(2);
		if (port == null || authority.endsWith(":")) {
			return host;
		}
		int number = port.isEmpty() ? 0 : Integer.parseInt(port);
		if (number > 65535) {
			throw badRequest("The port is malformed");
		}
		return host + ":" + number;
	}

	/** Nearly all are, and need no expression. */
	private static boolean isPlainName(String authority) {
		for (int i = 0; i < authority.length(); i++) {
			char next = authority.charAt(i);
			if ((next < 'a' || next > 'z') && next != '.' && next != '-') {
				return false;
			}
		}
		return !authority.isEmpty();
	}

}
