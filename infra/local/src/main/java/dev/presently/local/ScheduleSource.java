package dev.presently.local;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a function at a fixed rate, first after one period. A failed call is not repeated. */
record ScheduleSource(
    EventSourceMapping.OnSchedule source, LocalFunction function, StopSignal stopping) {
  void run() {
    while (!stopping.within(source.rate())) {
      call();
    }
  }

  void call() {
    var id = UUID.randomUUID().toString();
    try {
      function.invoke(id, event(id));
    } catch (FunctionFailed e) {
      System.err.println(source.name() + " waits for its next turn.");
    }
  }

  private JsonNode event(String id) {
    var event =
        JsonMapper.shared()
            .createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.events")
            .put("account", LocalNames.ACCOUNT)
            .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", LocalNames.REGION);
    event.putArray("resources").add(LocalNames.arn("events", "rule/" + source.name()));
    event.putObject("detail");
    return event;
  }
}
