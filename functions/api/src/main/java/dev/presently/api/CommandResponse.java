package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.QueuedCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** How a command ended, as callers read it: in an answer, or later in an event. */
public sealed interface CommandResponse {
  /** It is done; the fields are those of {@code data}. */
  record Data(Consumer<JsonWriter> fields) implements CommandResponse {}

  /** It is not done. */
  record Failed(ApiResponse.Problem problem) implements CommandResponse {}

  /**
   * An event holds the result twice, inside of a message, which escapes it and may have 256 KiB.
   */
  int LARGEST_RESULT = 125_000;

  /** The answer to somebody who waits for it. */
  default ApiResponse direct() {
    return switch (this) {
      case Data(var fields) -> ApiResponse.data(200, fields);
      case Failed(var problem) -> problem;
    };
  }

  /** What is kept for an event. */
  default CommandResult ended(QueuedCommand queued, Instant at) {
    boolean success = this instanceof Data;
    return new CommandResult(queued.id(), queued.command().session(), success, fitting(), at);
  }

  private String fitting() {
    String json =
        switch (this) {
          case Data(var fields) -> JsonWriter.object(fields);
          case Failed(var problem) -> JsonWriter.object(ResponseJson.error(problem));
        };
    return escapedBytes(json) <= LARGEST_RESULT
        ? json
        : JsonWriter.object(
            ResponseJson.error(
                ApiResponse.error(
                    500,
                    "result_too_large",
                    "the result is too large for an event; ask without Prefer to see it")));
  }

  private static int escapedBytes(String json) {
    return JsonWriter.object(whole -> whole.text("", json)).getBytes(StandardCharsets.UTF_8).length;
  }
}
