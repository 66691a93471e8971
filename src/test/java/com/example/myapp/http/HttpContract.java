package com.example.myapp.http;

import java.io.IOException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What the server answers, byte for byte. Runs against the server in this JVM, with TLS
 * and without, and against the image, with limits short enough to be waited for. In the
 * tables {@code \r}, {@code \n} and {@code \t} stand for their characters.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class HttpContract implements AnswerContract, RefusalContract, FramingContract, LimitContract {

	/** The port of the server on 127.0.0.1. */
	protected abstract int port();

	@Override
	public RawClient connect() throws IOException {
		return new RawClient("127.0.0.1", port());
	}

}
