package dev.presently.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * The event by which template.yaml's KeepSnapshots calls every function: a batch without records.
 * It reads and writes nothing. No caller can send it, because API Gateway makes the events of
 * requests.
 */
public final class KeepAlive {
  private KeepAlive() {}

  public static byte[] answer() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  public static boolean is(JsonNode event) {
    return event.path("Records").isArray();
  }
}
