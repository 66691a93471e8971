package com.example.myapp.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.BitSet;
import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What RFC 9110 and RFC 9112 ask of a request's head beyond its syntax. A request that
 * passes names its target in origin-form.
 */
final class RequestRules {

	private static final BitSet HOST = new BitSet();

	static {
		"-._~!$&'()*+,;=%".chars().forEach(HOST::set);
		HOST.set('0', '9' + 1);
		HOST.set('A', 'Z' + 1);
		HOST.set('a', 'z' + 1);
	}

	private RequestRules() {
	}

	/**
	 * Checks a request's head.
	 * @param request the request; its target is rewritten to origin-form, its version to
	 * the highest that is spoken here
	 * @param bodyLimit the longest body that is taken, in bytes
	 * @throws RejectedRequestException if the request must not be served
	 */
	static void check(HttpRequest request, long bodyLimit) {
		checkVersion(request);
		checkHost(request);
		checkTarget(request);
		checkBody(request, bodyLimit);
	}

	/** RFC 9110 section 2.5: a higher minor version is served as HTTP/1.1. */
	private static void checkVersion(HttpRequest request) {
		HttpVersion version = request.protocolVersion();
		if (HttpVersion.HTTP_1_1.equals(version) || HttpVersion.HTTP_1_0.equals(version)) {
			return;
		}
		if (version.majorVersion() != 1) {
			throw new RejectedRequestException(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "Unknown version");
		}
		request.setProtocolVersion(HttpVersion.HTTP_1_1);
	}

	/** RFC 9112 section 3.2: one valid field in HTTP/1.1, at most one in HTTP/1.0. */
	private static void checkHost(HttpRequest request) {
		List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
		boolean mayLack = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
		if (hosts.isEmpty() ? !mayLack : hosts.size() > 1 || !isHost(hosts.get(0))) {
			throw badRequest("Missing, repeated or invalid Host");
		}
	}

	/** RFC 3986 section 3.2.2: a name or an IP address, and a port. */
	private static boolean isHost(String host) {
		int colon = host.indexOf(':', host.startsWith("[") ? host.indexOf(']') : 0);
		int end = (colon != -1) ? colon : host.length();
		if (end == 0 || host.length() - end > 6) {
			return false;
		}
		if (host.startsWith("[")) {
			try {
				new URI("http://" + host);
			}
			catch (URISyntaxException ex) {
				return false;
			}
		}
		else {
			for (int i = 0; i < end; i++) {
				if (!HOST.get(host.charAt(i))) {
					return false;
				}
			}
		}
		int port = 0;
		for (int i = end + 1; i < host.length(); i++) {
			int digit = host.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return false;
			}
			port = port * 10 + digit;
		}
		return port <= 65535;
	}

	/** RFC 9112 section 3.2: origin-form, absolute-form, or asterisk-form of OPTIONS. */
	private static void checkTarget(HttpRequest request) {
		String target = request.uri();
		if ("/".equals(target)) {
			return;
		}
		if ("*".equals(target) && HttpMethod.OPTIONS.equals(request.method())) {
			request.setUri("/");
			return;
		}
		try {
			boolean origin = target.startsWith("/");
			URI uri = new URI(origin ? "http://localhost" + target : target);
			if (uri.getHost() == null || uri.getRawFragment() != null
					|| !("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
				throw badRequest("Invalid target");
			}
			if (!origin) {
				String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
				request.setUri((uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path);
			}
		}
		catch (URISyntaxException ex) {
			throw badRequest("Invalid target");
		}
	}

	/** RFC 9112 section 6, RFC 9110 sections 10.1.1 and 15.5.14. */
	private static void checkBody(HttpRequest request, long limit) {
		HttpHeaders headers = request.headers();
		if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
			List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
			if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
				throw new RejectedRequestException(HttpResponseStatus.NOT_IMPLEMENTED, "Unknown transfer coding");
			}
		}
		if (HttpUtil.getContentLength(request, 0L) > limit) {
			throw new RejectedRequestException(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large");
		}
		String expectation = headers.get(HttpHeaderNames.EXPECT);
		if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
			throw new RejectedRequestException(HttpResponseStatus.EXPECTATION_FAILED, "Unknown expectation");
		}
	}

	private static RejectedRequestException badRequest(String reason) {
		return new RejectedRequestException(HttpResponseStatus.BAD_REQUEST, reason);
	}

}
