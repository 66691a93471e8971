package com.example.myapp.server;

import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Refuses requests that a proxy in front may have read differently (request smuggling,
 * RFC 9112 section 11.2), and adds {@code Date} to each response (RFC 9110 section
 * 6.6.1).
 */
final class RequestRules implements BiFunction<Mono<Void>, Connection, Mono<Void>> {

	@Override
	public Mono<Void> apply(Mono<Void> handler, Connection connection) {
		HttpServerRequest request = (HttpServerRequest) connection;
		HttpServerResponse response = (HttpServerResponse) connection;
		response.header(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
		if (!isAmbiguous(request.version(), request.requestHeaders())) {
			return handler;
		}
		if (request.version().majorVersion() == 1) {
			response.header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		return response.status(400).send();
	}

	private static boolean isAmbiguous(HttpVersion version, HttpHeaders headers) {
		int hosts = headers.getAll(HttpHeaderNames.HOST).size();
		List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
		return hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))
				|| (!codings.isEmpty() && !(codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0))))
				// Netty reads 8 bytes after these as a body
				// (draft-hixie-thewebsocketprotocol-76).
				|| (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
						&& headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY2)
						&& !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
	}

}
