package com.example.myapp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * What one client may take from the server, and all of them together.
 *
 * @param connections open connections at a time, further ones are closed at once; as many
 * as memory and file descriptors allow, 8192 at most, where it is not set
 * @param head time for the head of a request to arrive, from the opening of the
 * connection or from its first byte; 10 s are enough for a lost packet to come again
 * @param request time in which a client must send 16 KB more of a body, and take
 * something of an answer
 * @param body bytes of a request's body
 * @param linger time for a refused client to read its answer before the connection is
 * closed, and for the next request of an idle connection at SIGTERM
 * @param drain time for open connections to end once the server is told to stop: with the
 * end of the process it fits into the 10 s of {@code docker stop}
 */
@ConfigurationProperties("limits")
record ServerLimits(@Nullable Integer connections, @DefaultValue("10s") Duration head,
		@DefaultValue("30s") Duration request, @DefaultValue("1MB") DataSize body, @DefaultValue("2s") Duration linger,
		@DefaultValue("4s") Duration drain) {

	private static final int MOST_CONNECTIONS = 8192;

	/** Where the heap is too small to tell. */
	private static final int LEAST_CONNECTIONS = 64;

	private static final int OWN_FILES = 48;

	private static final Pattern MAX_FILES = Pattern.compile("Max open files +([0-9]{1,18})");

	/**
	 * What a connection takes of the heap: 3 KB idle, 9 with a WebSocket, 11 with a
	 * stream of HTTP/2 over TLS. And of direct memory where it sends ahead.
	 */
	private static final int HEAP_BYTES = 12 * 1024;

	private static final int DIRECT_BYTES = 1024;

	/** What the service takes itself, of the half of the heap that connections may. */
	private static final int OWN_HEAP_BYTES = 8 * 1024 * 1024;

	/**
	 * Checks the ranges.
	 * @throws InvalidConfigurationPropertyValueException for a value out of its range
	 */
	void check() {
		check("connections", this.connections, this.connections == null || this.connections > 0, "at least 1");
		checkTime("head", this.head, Duration.ofMillis(1));
		checkTime("request", this.request, Duration.ofMillis(1));
		check("body", this.body, !this.body.isNegative() && this.body.toBytes() <= Integer.MAX_VALUE, "0B to 2047MB");
		checkTime("linger", this.linger, Duration.ZERO);
		checkTime("drain", this.drain, Duration.ZERO);
	}

	/** The open connections at a time. */
	int mostConnections() {
		if (this.connections != null) {
			return this.connections;
		}
		long byHeap = (Runtime.getRuntime().maxMemory() / 2 - OWN_HEAP_BYTES) / HEAP_BYTES;
		long byDirect = PlatformDependent.maxDirectMemory() / 2 / DIRECT_BYTES;
		long most = Math.min(Math.min(Math.max(byHeap, LEAST_CONNECTIONS), byDirect),
				Math.min(MOST_CONNECTIONS, freeFiles()));
		return (int) Math.max(1, most);
	}

	/** The files that may still be opened, on Linux; some are for the service itself. */
	private static long freeFiles() {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			Matcher most = MAX_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
			return most.find() ? Long.parseLong(most.group(1)) - open.count() - OWN_FILES : MOST_CONNECTIONS;
		}
		catch (IOException ex) {
			return MOST_CONNECTIONS;
		}
	}

	private static void checkTime(String name, Duration value, Duration least) {
		boolean valid = value.compareTo(least) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0;
		check(name, value, valid, "a time such as 30s, of a day at most");
	}

	private static void check(String name, @Nullable Object value, boolean valid, String expected) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException("limits." + name, value,
					"It must be " + expected + ".");
		}
	}

}
