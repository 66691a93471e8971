package com.example.myapp.server;

import com.example.myapp.MyApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What cannot be is refused at the start, and the log says what to set. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTests {

	/** How Spring Boot tells of a failure that nothing explains, and where it came by. */
	private static final String[] STACK_TRACE = { "Application run failed",
			"\tat " + MyApplication.class.getPackageName() };

	@ParameterizedTest
	@CsvSource({ "limits.connections,0", "limits.head,0s", "limits.head,25h", "limits.request,-1s", "limits.body,-1B",
			"limits.body,3GB", "limits.linger,-1s", "limits.drain,2d", "limits.head,soon",
			"server.netty.idle-timeout,75", "server.port,65536", "server.port,-2" })
	void areNamed(String property, String value, CapturedOutput output) {
		start("--" + property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START", property).doesNotContain(STACK_TRACE);
	}

	@Test
	void anAddressOfAnotherMachineIsNamed(CapturedOutput output) {
		// Of a network for documentation (RFC 5737).
		start("--server.address=192.0.2.1");
		assertThat(output).contains("APPLICATION FAILED TO START", "192.0.2.1", "SERVER_ADDRESS", "SERVER_PORT")
			.doesNotContain(STACK_TRACE);
	}

	private static void start(String setting) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(MyApplication.class).run("--server.port=0", setting));
	}

}
