package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.QueuedCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes a command's outcome: as an HTTP response, or as the result that an event carries. */
public final class CommandResponses {
  /** An event holds the result twice, escaped, inside a queue message of at most 256 KiB. */
  static final int LARGEST_RESULT = 125_000;

  private CommandResponses() {}

  static ApiResponse response(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Succeeded success -> ApiResponse.data(200, data(success));
      case CommandOutcome.Refused refused -> problem(refused);
    };
  }

  /** The same {@code data} or error as in a response, without the request's id. */
  public static CommandResult result(QueuedCommand command, CommandOutcome outcome, Instant at) {
    String json =
        switch (outcome) {
          case CommandOutcome.Succeeded success -> JsonWriter.object(data(success));
          case CommandOutcome.Refused refused ->
              JsonWriter.object(ResponseJson.error(problem(refused)));
        };
    return new CommandResult(
        command.id(),
        outcome.session(),
        outcome instanceof CommandOutcome.Succeeded,
        escapedBytes(json) <= LARGEST_RESULT ? json : tooLarge(),
        at);
  }

  private static Consumer<JsonWriter> data(CommandOutcome.Succeeded success) {
    return switch (success) {
      case CommandOutcome.Done _ -> json -> json.truth("success", true);
      case CommandOutcome.StatusChanged(var session) -> json -> SessionJson.write(json, session);
      case CommandOutcome.Subscribed(_, var results) ->
          json -> SubscribeResultsJson.write(json, results);
    };
  }

  private static ApiResponse.Problem problem(CommandOutcome.Refused refused) {
    return switch (refused) {
      case CommandOutcome.NoSuchSession(var session) -> Responses.noSession(session);
      case CommandOutcome.NotConnected(var session) ->
          ApiResponse.error(
              409,
              "session_not_connected",
              "the session " + session + " is not connected; start it first");
      case CommandOutcome.Unsupported(_, var engineType) -> Responses.cannot(engineType);
    };
  }

  private static String tooLarge() {
    return JsonWriter.object(
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
