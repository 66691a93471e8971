package com.example.myapp.server;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;

import org.springframework.http.HttpStatus;

import static com.example.myapp.server.RefusedRequestException.badRequest;
import static io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName.PROTOCOL;

/**
 * What RFC 9110 and RFC 9112 ask of a request's head beyond its syntax. A request that
 * passes names its target in origin-form and its host, if any, in one field.
 */
final class RequestRules {

	private static final Pattern ABSOLUTE_FORM = Pattern.compile("(?is)https?://([^/?#]*+)(.*+)");

	private RequestRules() {
	}

	/**
	 * Checks a request's head, and rewrites it to the form that is handed on. Returns the
	 * length of its body, as {@link RequestSyntax#expectBody} takes it.
	 * @throws RefusedRequestException if the request must not be served
	 */
	static long check(HttpRequest request, long bodyLimit) {
		if (request.decoderResult().isFailure()) {
			throw badRequest("The head is malformed");
		}
		if (request.protocolVersion().majorVersion() != 1) {
			throw new RefusedRequestException(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP/1.1 is spoken here");
		}
		String host = checkTarget(request, checkHost(request));
		if (host.isEmpty()) {
			request.headers().remove(HttpHeaderNames.HOST);
		}
		else if (!host.equals(request.headers().get(HttpHeaderNames.HOST))) {
			request.headers().set(HttpHeaderNames.HOST, host);
		}
		long length = checkBody(request.headers(), bodyLimit);
		if (length != 0) {
			// An upgrade may be declined (RFC 9110 section 7.8), and that to HTTP/2 would
			// hold the body.
			request.headers().remove(HttpHeaderNames.UPGRADE);
		}
		return length;
	}

	/** The same for a head of HTTP/2 (RFC 9113 section 8.3.1). */
	static void check(Http2Headers headers, long bodyLimit) {
		CharSequence method = headers.method();
		if (method == null || HttpHeaderValidationUtil.validateToken(method) != -1 || headers.scheme() == null
				|| headers.path() == null
				// CONNECT is for WebSockets alone here (RFC 8441 section 4).
				|| HttpMethod.CONNECT.asciiName().contentEquals(method) != headers.contains(PROTOCOL.value())) {
			throw badRequest("The head is malformed");
		}
		checkFields(headers);
		headers.path(target(method, headers.path().toString()));
		checkHost(headers);
		checkLength(headers.getLong(HttpHeaderNames.CONTENT_LENGTH, 0), bodyLimit);
		headers.getAll(HttpHeaderNames.EXPECT).forEach(RequestRules::checkExpectation);
	}

	private static void checkHost(Http2Headers headers) {
		Set<String> hosts = new HashSet<>();
		headers.getAll(HttpHeaderNames.HOST).forEach((host) -> hosts.add(host.toString()));
		if (headers.authority() != null) {
			hosts.add(headers.authority().toString());
		}
		if (hosts.size() > 1) {
			throw badRequest("There must be one host");
		}
		headers.remove(HttpHeaderNames.HOST);
		hosts.forEach((host) -> headers.authority(RequestTarget.authority(host)));
	}

	/**
	 * RFC 9113 section 8.2.1; the codec has checked the names, which are in lower case.
	 */
	static void checkFields(Http2Headers headers) {
		for (Map.Entry<CharSequence, CharSequence> field : headers) {
			CharSequence value = field.getValue();
			if (HttpHeaderValidationUtil.validateValidHeaderValue(value) != -1
					|| (!value.isEmpty() && Character.isWhitespace(value.charAt(value.length() - 1)))) {
				throw badRequest("A field is malformed");
			}
		}
	}

	/**
	 * RFC 9112 section 3.2: one field in HTTP/1.1, at most one in HTTP/1.0; it is empty
	 * where the target has no authority.
	 */
	private static String checkHost(HttpRequest request) {
		List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
		if (hosts.size() > 1 || (hosts.isEmpty() && !HttpVersion.HTTP_1_0.equals(request.protocolVersion()))) {
			throw badRequest("There must be one Host");
		}
		return (hosts.isEmpty() || hosts.get(0).isEmpty()) ? "" : RequestTarget.authority(hosts.get(0));
	}

	/**
	 * RFC 9112 section 3.2: origin-form, absolute-form, or asterisk-form of OPTIONS.
	 * Returns the host: that of an absolute form counts.
	 */
	private static String checkTarget(HttpRequest request, String host) {
		String target = request.uri();
		if (!target.startsWith("/")) {
			Matcher absolute = ABSOLUTE_FORM.matcher(target);
			if (absolute.matches()) {
				request.setUri(RequestTarget.path(absolute.group(2)));
				return RequestTarget.authority(absolute.group(1));
			}
		}
		request.setUri(target(request.method().asciiName(), target));
		return host;
	}

	private static String target(CharSequence method, String target) {
		if ("*".equals(target) && HttpMethod.OPTIONS.asciiName().contentEquals(method)) {
			return "/";
		}
		if (!target.startsWith("/")) {
			throw badRequest("The target is malformed");
		}
		return RequestTarget.path(target);
	}

	/** RFC 9110 section 15.5.14. */
	static void checkLength(long length, long limit) {
		if (length > limit) {
			throw new RefusedRequestException(HttpStatus.CONTENT_TOO_LARGE, "The body is too large");
		}
	}

	/**
	 * RFC 9112 section 6, RFC 9110 section 10.1.1. The codec has made sure that a length
	 * is a number.
	 */
	private static long checkBody(HttpHeaders headers, long limit) {
		List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
		if (codings.size() > 1
				|| (codings.size() == 1 && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)))) {
			throw new RefusedRequestException(HttpStatus.NOT_IMPLEMENTED, "The transfer coding is unknown");
		}
		String contentLength = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		long length = !codings.isEmpty() ? RequestSyntax.CHUNKED
				: (contentLength != null) ? Long.parseLong(contentLength) : 0;
		checkLength(length, limit);
		headers.getAll(HttpHeaderNames.EXPECT).forEach(RequestRules::checkExpectation);
		return length;
	}

	private static void checkExpectation(CharSequence expectation) {
		if (!HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
			throw new RefusedRequestException(HttpStatus.EXPECTATION_FAILED, "The expectation is unknown");
		}
	}

}
