package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.ExecuteCommand;
import java.util.function.Supplier;

/**
 * Executes a command and responds with its outcome; with {@code Prefer: respond-async}, queues it
 * and responds 202. A command that would be refused now is answered at once either way.
 */
public final class CommandDispatcher {
  /** What a queue message holds of a body, besides the rest of the command. */
  private static final int LARGEST_QUEUED = 250_000;

  private final ExecuteCommand commands;
  private final CommandQueue queue;
  private final Supplier<String> ids;

  public CommandDispatcher(ExecuteCommand commands, CommandQueue queue, Supplier<String> ids) {
    this.commands = commands;
    this.queue = queue;
    this.ids = ids;
  }

  public ApiResponse respond(ApiRequest request, Command command) {
    return request.prefersAsync()
            && request.rawBody().length <= LARGEST_QUEUED
            && commands.isPossible(command)
        ? queue(command)
        : CommandResponses.response(commands.execute(command));
  }

  private ApiResponse queue(Command command) {
    CorrelationId id = CorrelationId.of(ids.get());
    queue.send(new QueuedCommand(id, command));
    return ApiResponse.data(202, StrictJson.newObject().put("correlationId", id.value()))
        .with("Preference-Applied", ApiRequest.RESPOND_ASYNC);
  }
}
