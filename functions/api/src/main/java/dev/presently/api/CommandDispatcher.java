package dev.presently.api;

import dev.presently.core.command.Command;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.ExecuteCommand;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Has a command carried out and answers how it ended; or, for a caller who prefers not to wait,
 * hands it over to be done later. What cannot be done as things stand is answered at once either
 * way.
 */
public final class CommandDispatcher {
  /** A message holds this much of a body and what stands around it. */
  private static final int LARGEST_QUEUED = 250_000;

  private final ExecuteCommand carryOut;
  private final CommandResponses answers;
  private final CommandQueue queue;
  private final Supplier<String> ids;

  public CommandDispatcher(
      ExecuteCommand carryOut, CommandResponses answers, CommandQueue queue, Supplier<String> ids) {
    this.carryOut = carryOut;
    this.answers = answers;
    this.queue = queue;
    this.ids = ids;
  }

  public ApiResponse answer(ApiRequest request, Command command) {
    return Prefer.isRespondAsync(request)
            && request.rawBody().length <= LARGEST_QUEUED
            && carryOut.isPossible(command)
        ? later(command)
        : now(command);
  }

  private ApiResponse now(Command command) {
    return answers.of(command, carryOut.carryOut(command)).direct();
  }

  private ApiResponse later(Command command) {
    CorrelationId id = CorrelationId.of(ids.get());
    queue.send(new QueuedCommand(id, command));
    ApiResponse.Answer accepted =
        ApiResponse.data(202, data -> data.text("correlationId", id.value()));
    return new ApiResponse.Answer(
        accepted.status(), Map.of("Preference-Applied", Prefer.RESPOND_ASYNC), accepted.body());
  }
}
