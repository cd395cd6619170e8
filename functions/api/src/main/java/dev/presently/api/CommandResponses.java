package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.command.SubscribeResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
        StrictJson.write(
            switch (outcome) {
              case CommandOutcome.Succeeded success -> data(success);
              case CommandOutcome.Refused refused -> ResponseJson.error(problem(refused));
            });
    return new CommandResult(
        command.id(),
        outcome.session(),
        outcome instanceof CommandOutcome.Succeeded,
        escapedBytes(json) <= LARGEST_RESULT ? json : tooLarge(),
        at);
  }

  private static ObjectNode data(CommandOutcome.Succeeded success) {
    return switch (success) {
      case CommandOutcome.Done _ -> StrictJson.newObject().put("success", true);
      case CommandOutcome.SubscribedTo(_, var contact) ->
          StrictJson.newObject().put("success", true).put("chatId", contact.toString());
      case CommandOutcome.StatusChanged(var session) -> SessionJson.session(session);
      case CommandOutcome.Subscribed(_, var results) -> subscribed(results);
    };
  }

  /** The results of many subscriptions, in the order requested. */
  private static ObjectNode subscribed(List<SubscribeResult> results) {
    ObjectNode json = StrictJson.newObject();
    ArrayNode subscribed = json.putArray("subscribed");
    ArrayNode failed = json.putArray("failed");
    for (SubscribeResult result : results) {
      switch (result) {
        case SubscribeResult.Subscribed(var contact) -> subscribed.add(contact.toString());
        case SubscribeResult.Invalid(var chatId, var code, var message) ->
            failed.addObject().put("chatId", chatId).put("error", message).put("code", code);
        case SubscribeResult.Unavailable(var chatId) ->
            failed
                .addObject()
                .put("chatId", chatId)
                .setAll(ResponseJson.error(Responses.unavailable()));
      }
    }
    return json;
  }

  private static ApiResponse.Problem problem(CommandOutcome.Refused refused) {
    return switch (refused) {
      case CommandOutcome.NoSuchSession(var session) -> Responses.noSession(session);
      case CommandOutcome.NotConnected(var session) ->
          ApiResponse.error(
              409,
              "session_not_connected",
              "the session " + session + " is not connected; start it first");
      case CommandOutcome.Cannot(_, var sentence) ->
          ApiResponse.error(409, "engine_cannot", sentence);
      case CommandOutcome.EngineFailed(_, var failure, var sentence) ->
          ApiResponse.error(502, "engine_" + failure.name().toLowerCase(Locale.ROOT), sentence);
    };
  }

  private static String tooLarge() {
    return StrictJson.write(
        ResponseJson.error(
            ApiResponse.error(
                500,
                "result_too_large",
                "the result is too large for an event; ask without Prefer to see it")));
  }

  private static int escapedBytes(String json) {
    return StrictJson.bytes(StrictJson.newObject().put("", json)).length;
  }
}
