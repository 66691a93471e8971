package com.example.myapp.server;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Date;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;

import org.springframework.http.HttpStatus;

/** A request that is refused before the application sees it. */
final class RefusedRequestException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	/** What an upgrade to a WebSocket must ask for (RFC 6455 section 4.4). */
	private static final String WEBSOCKET = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";

	private final HttpStatus status;

	/** Without a stack trace, which would cost more than the answer. */
	RefusedRequestException(HttpStatus status, String reason) {
		super(reason, null, false, false);
		this.status = status;
	}

	static RefusedRequestException badRequest(String reason) {
		return new RefusedRequestException(HttpStatus.BAD_REQUEST, reason);
	}

	HttpStatus status() {
		return this.status;
	}

	/** A problem detail (RFC 9457), without its body to HEAD (RFC 9110 9.3.2). */
	ByteBuf answer(boolean head) {
		String title = this.status.getReasonPhrase();
		String problem = """
				{"title":"%s","status":%d,"detail":"%s"}""".formatted(title, this.status.value(), getMessage());
		String answer = """
				HTTP/1.1 %d %s\r
				Date: %s\r
				Content-Type: application/problem+json\r
				Content-Length: %d\r
				%sConnection: close\r
				\r
				%s""".formatted(this.status.value(), title, DateFormatter.format(new Date()), problem.length(),
				(this.status == HttpStatus.UPGRADE_REQUIRED) ? WEBSOCKET : "", head ? "" : problem);
		return Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII);
	}

}
