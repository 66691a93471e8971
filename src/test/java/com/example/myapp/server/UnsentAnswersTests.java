package com.example.myapp.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.example.myapp.server.UnsentAnswers.Backlog;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is cut off where answers hold more memory than they may. */
class UnsentAnswersTests {

	private final UnsentAnswers answers = new UnsentAnswers(1000, () -> this.memoryIsShort);

	private final List<Integer> cut = new ArrayList<>();

	private final Set<Integer> reading = new HashSet<>();

	private boolean memoryIsShort = true;

	private final List<Backlog> clients = IntStream.range(0, 20).mapToObj(this::client).toList();

	private Backlog client(int number) {
		return this.answers.new Backlog(ImmediateEventExecutor.INSTANCE, () -> this.reading.contains(number),
				() -> this.cut.add(number));
	}

	@Test
	void cutsWhoHasTakenNothingForTheLongest() {
		this.clients.forEach((client) -> client.grow(50));
		this.clients.get(0).shrink(20);
		// What the service adds is no sign of a client.
		this.clients.get(1).grow(55);
		this.clients.get(0).grow(150);
		assertThat(this.cut).containsExactly(1, 2);
	}

	@Test
	void cutsWhoTakesSomeOfALargePartLast() {
		this.clients.forEach((client) -> client.grow(50));
		this.reading.addAll(List.of(0, 1, 3));
		this.clients.get(0).grow(150);
		assertThat(this.cut).containsExactly(2, 4);
	}

	@Test
	void cutsNobodyWhileMemoryIsNotShort() {
		this.memoryIsShort = false;
		this.clients.forEach((client) -> client.grow(100));
		assertThat(this.cut).isEmpty();
	}

	@Test
	void cutsNobodyWhereThereIsRoom() {
		this.clients.forEach((client) -> client.grow(50));
		this.clients.forEach((client) -> client.shrink(0));
		this.clients.forEach((client) -> client.grow(50));
		assertThat(this.cut).isEmpty();
	}

	@Test
	void doesNotEndOthersForAllOfALargeAnswer() {
		this.clients.subList(0, 19).forEach((client) -> client.grow(50));
		this.clients.get(19).grow(1_000_000);
		assertThat(this.cut).containsExactly(0, 1, 2, 3);
	}

}
