package com.example.myapp.http;

import java.util.List;

/**
 * What the server writes to the log. What a library that you add writes in the meantime,
 * such as an exporter of traces that finds no collector, is not counted.
 */
public final class ServerLog {

	private ServerLog() {
	}

	/**
	 * The warnings and errors of event loops, such as {@code http-epoll-2}: what clients
	 * do is handled there.
	 * @param log what was written during the test
	 * @return a line each, without stack traces
	 */
	public static List<String> warnings(CharSequence log) {
		return log.toString()
			.lines()
			.filter((line) -> line.matches(".* (WARN|ERROR) .*http-(epoll|nio|kqueue)-.*"))
			.toList();
	}

}
