package com.example.myapp.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;

import javax.management.Notification;
import javax.management.NotificationEmitter;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Ends the process when the heap is full. The JVM throws an {@code OutOfMemoryError} only
 * when nothing is left; long before, it does little but collect garbage: the service
 * hardly answers, yet still looks healthy to its platform. What counts is the heap in use
 * after a collection, so a peak between two collections ends nothing.
 */
@Component
class HeapWatch implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(HeapWatch.class);

	private static final int FULL_PERCENT = 95;

	/** As with the JVM's {@code ExitOnOutOfMemoryError}. */
	private static final int STATUS = 3;

	/** Not before the service is ready, to take none of the time of its start. */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		start();
	}

	void start() {
		((NotificationEmitter) ManagementFactory.getMemoryMXBean()).addNotificationListener((full, handback) -> end(),
				HeapWatch::isFull, null);
		ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter(HeapWatch::isOldGeneration)
			.forEach((pool) -> pool.setCollectionUsageThreshold(pool.getUsage().getMax() / 100 * FULL_PERCENT));
	}

	/** That of Serial and Parallel. Other collectors leave garbage in use for later. */
	private static boolean isOldGeneration(MemoryPoolMXBean pool) {
		return "Tenured Gen".equals(pool.getName()) || "PS Old Gen".equals(pool.getName());
	}

	private static boolean isFull(Notification notification) {
		return MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED.equals(notification.getType());
	}

	private static void end() {
		try {
			logger.error("The heap is full: over " + FULL_PERCENT + " % of its old generation are in use after a"
					+ " collection. The process ends; it needs more memory, or something keeps what it no longer"
					+ " needs.");
		}
		finally {
			// The message may find no memory either.
			Runtime.getRuntime().halt(STATUS);
		}
	}

}
