package com.example.myapp.grown;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorkController {

	private static final Log logger = LogFactory.getLog(WorkController.class);

	@GetMapping("/wait")
	Mono<Void> waitForever() {
		logger.info("Waits");
		return Mono.<Void>never().doOnCancel(() -> logger.info("Cancelled"));
	}

	@GetMapping("/block")
	Mono<Void> block() throws InterruptedException {
		logger.info("Blocks");
		Thread.sleep(6000);
		logger.info("Goes on");
		return Mono.empty();
	}

	@GetMapping("/fill")
	Mono<Integer> fillHeap() {
		return Mono.just(new long[1 << 30].length);
	}

	@GetMapping(path = "/picture", produces = MediaType.IMAGE_PNG_VALUE)
	byte[] picture() throws IOException {
		BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.GREEN);
		graphics.fillOval(0, 0, 40, 40);
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image, "png", png);
		return png.toByteArray();
	}

}
