package dev.presently.local;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Calls a function at a fixed rate, the first time after one period; a failed call is not made
 * again.
 */
final class ScheduleSource {
  private final EventSourceMapping.OnSchedule source;
  private final LocalFunction function;
  private final StopSignal stopping;

  ScheduleSource(
      EventSourceMapping.OnSchedule source, LocalFunction function, StopSignal stopping) {
    this.source = source;
    this.function = function;
    this.stopping = stopping;
  }

  void run() {
    while (!stopping.within(source.every())) {
      try {
        function.invoke(event());
      } catch (FunctionFailed e) {
        System.err.println(source.name() + " waits for its next turn.");
      }
    }
  }

  private byte[] event() {
    if (source.input().isPresent()) {
      return source.input().get().getBytes(StandardCharsets.UTF_8);
    }
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", LocalNames.ACCOUNT);
    event.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", LocalNames.REGION);
    event.put(
        "resources",
        List.of(
            "arn:aws:events:%s:%s:rule/%s"
                .formatted(LocalNames.REGION, LocalNames.ACCOUNT, source.name())));
    event.put("detail", Map.of());
    return Json.write(event);
  }
}
