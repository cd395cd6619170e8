package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/**
 * Drives a batch lane by lane: in order within a lane, all lanes at once, so that a slow receiver
 * keeps nobody else. A lane stops at the first delivery that is not done, or when the time that is
 * left is too short for another attempt.
 */
final class Lanes {
  private final Attempts attempts;
  private final Duration longestAttempt;
  private final Log log;

  Lanes(Attempts attempts, Duration longestAttempt, Log log) {
    this.attempts = attempts;
    this.longestAttempt = longestAttempt;
    this.log = log;
  }

  /** The ids of those messages that are not done. */
  List<String> drive(List<Message> batch, IntSupplier remainingMillis) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return byLane(batch).stream()
          .map(
              lane ->
                  CompletableFuture.supplyAsync(() -> driveLane(lane, remainingMillis), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .flatMap(List::stream)
          .toList();
    }
  }

  private static Collection<List<Message>> byLane(List<Message> batch) {
    Map<String, List<Message>> lanes = new LinkedHashMap<>();
    for (Message message : batch) {
      lanes
          .computeIfAbsent(message.group().orElse(message.id()), _ -> new ArrayList<>())
          .add(message);
    }
    return lanes.values();
  }

  private List<String> driveLane(List<Message> lane, IntSupplier remainingMillis) {
    int done = 0;
    try {
      while (done < lane.size()
          && remainingMillis.getAsInt() >= longestAttempt.toMillis()
          && attempts.attempt(lane.get(done))) {
        done++;
      }
    } catch (Throwable e) {
      log.error("a lane stopped", e, line -> line.number("messages", lane.size()));
    }
    return lane.subList(done, lane.size()).stream().map(Message::id).toList();
  }
}
