package com.example.myapp.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.netty.util.AsciiString;

/** The time as an IMF-fixdate (RFC 9110 section 5.6.7), made once a second. */
record HttpDate(long second, AsciiString text) {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static volatile HttpDate last = of(0);

	static AsciiString now() {
		long second = System.currentTimeMillis() / 1000;
		HttpDate date = last;
		if (date.second != second) {
			date = of(second);
			last = date;
		}
		return date.text;
	}

	private static HttpDate of(long second) {
		return new HttpDate(second, AsciiString.of(FORMAT.format(Instant.ofEpochSecond(second))));
	}

}
