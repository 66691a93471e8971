package com.example.myapp.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

import static com.example.myapp.server.RefusedRequestException.badRequest;

/** The host and port of a request (RFC 3986 section 3.2), in Host or in its target. */
final class Authority {

	private static final Pattern AUTHORITY = Pattern
		.compile("(\\[[0-9A-Fa-f:.]++]|(?:[-._~!$&'()*+,;=0-9A-Za-z]|%[0-9A-Fa-f]{2})++)(?::0*+([0-9]{0,5}+))?+");

	private Authority() {
	}

	/**
	 * Reads an authority, which may have no port and no user.
	 * @param authority the authority
	 * @return the same, without a colon and zeros that say nothing of the port
	 * @throws RefusedRequestException if it is malformed
	 */
	static String parse(String authority) {
		if (isPlainName(authority)) {
			return authority;
		}
		Matcher matcher = AUTHORITY.matcher(authority);
		if (!matcher.matches() || (authority.startsWith("[") && !NetUtil.isValidIpV6Address(matcher.group(1)))) {
			throw badRequest("The host is malformed");
		}
		if (matcher.end(1) == authority.length()) {
			return authority;
		}
		String port = matcher.group(2);
		if (port.isEmpty()) {
			return authority.endsWith(":") ? matcher.group(1) : matcher.group(1) + ":0";
		}
		if (Integer.parseInt(port) > 65535) {
			throw badRequest("The port is malformed");
		}
		return matcher.group(1) + ":" + port;
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
