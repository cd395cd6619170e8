package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.lambda.UnkeptConnections;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a function's code once before Lambda takes its snapshot, so that a restored function has
 * its classes loaded and its credentials read. What it asks for does not exist, so nothing changes.
 * No connection is kept: it would be dead after the restore.
 */
public final class Priming {
  /** No key has this id: it is the beginning of a hash. */
  public static final KeyId KEY = new KeyId("key_" + "0".repeat(32));

  static final String REQUEST_ID = "priming";

  private Priming() {}

  /** Runs the work. A fault is reported and not thrown: the snapshot is taken without priming. */
  public static void run(Runnable work, Consumer<Throwable> onFault) {
    try {
      UnkeptConnections.during(work);
    } catch (Throwable e) {
      onFault.accept(e);
    }
  }

  /** A request for this operation, with a session, a webhook and a key that do not exist. */
  static JsonNode event(String operation, OperationScope scope) {
    boolean isForMaster = scope instanceof OperationScope.ForMaster;
    ObjectNode event = StrictJson.newObject().put("httpMethod", "POST").put("path", "/");
    event
        .putObject("pathParameters")
        .put("session", "priming-" + UUID.randomUUID())
        .put("chatId", "1@lid")
        .put("id", isForMaster ? KEY.value() : "999999999999999");
    Caller caller =
        isForMaster
            ? new Caller.Master()
            : new Caller.Holder(KEY, Grant.everything(), new RateLimit(600));
    ObjectNode authorizer = event.putObject("requestContext").putObject("authorizer");
    caller.context().forEach(authorizer::put);
    String body = body(operation);
    return StrictJson.read(StrictJson.bytes(body.isEmpty() ? event : event.put("body", body)));
  }

  /** Enough to come to the first read, for operations that read what their body names. */
  private static String body(String operation) {
    return switch (operation) {
      case "setPresence" -> "{\"presence\":\"available\"}";
      case "sendTyping" -> "{\"chatId\":\"1@lid\"}";
      case "queryPresence", "subscribeMany" -> "{\"chatIds\":[\"1@lid\"]}";
      default -> "";
    };
  }
}
