package com.example.myapp.server;

import java.nio.charset.StandardCharsets;
import java.util.Date;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;

import org.springframework.http.HttpStatus;

/** The answer to a request that is refused: a problem detail (RFC 9457), the last. */
final class Refusal {

	private Refusal() {
	}

	/** The answer as it goes over the wire; to HEAD without its body (RFC 9110 9.3.2). */
	static ByteBuf of(RefusedRequestException refused, boolean head) {
		HttpStatus status = refused.status();
		String problem = """
				{"type":"about:blank","title":"%s","status":%d,"detail":"%s"}""".formatted(status.getReasonPhrase(),
				status.value(), refused.getMessage());
		String answer = """
				HTTP/1.1 %d %s\r
				Date: %s\r
				Content-Type: application/problem+json\r
				Content-Length: %d\r
				Connection: close\r
				\r
				%s""".formatted(status.value(), status.getReasonPhrase(), DateFormatter.format(new Date()),
				problem.length(), head ? "" : problem);
		return Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII);
	}

}
