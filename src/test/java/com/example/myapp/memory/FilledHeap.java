package com.example.myapp.memory;

import java.util.ArrayList;
import java.util.List;

/** Fills its heap slowly beside garbage, or with garbage alone. */
final class FilledHeap {

	private static final int KEPT = 1024;

	private static final int GARBAGE = 32 * 1024;

	/** So much garbage fills the heap of the test some ten times. */
	private static final int ROUNDS = 20_000;

	private FilledHeap() {
	}

	public static void main(String[] args) {
		new HeapWatch().start();
		List<byte[]> kept = new ArrayList<>();
		if (args[0].equals("leak")) {
			while (true) {
				kept.add(new byte[KEPT]);
				kept.set(0, new byte[GARBAGE]);
			}
		}
		for (int i = 0; i < ROUNDS; i++) {
			kept.add(new byte[GARBAGE]);
			// A peak of half of the heap, again and again.
			if (kept.size() * GARBAGE > Runtime.getRuntime().maxMemory() / 2) {
				kept.clear();
			}
		}
	}

}
