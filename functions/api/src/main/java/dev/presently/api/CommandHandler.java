package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.RequestId;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.ExecuteCommand;
import java.util.function.Supplier;

/**
 * An operation that is a command: executes it and responds with its outcome; with {@code Prefer:
 * respond-async}, queues it and responds 202. A command that would be refused now is answered at
 * once either way.
 */
public abstract class CommandHandler extends ApiHandler {
  /** Largest request body, in bytes, that is queued: the message holds more than the body. */
  private static final int LARGEST_QUEUED = 250_000;

  private final ExecuteCommand commands;
  private final CommandQueue queue;
  private final Supplier<String> ids;

  protected CommandHandler(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.executeCommand();
    this.queue = wiring.commandQueue();
    this.ids = wiring.commandIds();
  }

  /** Reads the command. */
  protected abstract Command command(ApiRequest request);

  @Override
  protected final ApiResponse handle(ApiRequest request) {
    Command command = command(request);
    return request.prefersAsync()
            && request.rawBody().length <= LARGEST_QUEUED
            && commands.isPossible(command)
        ? queue(command)
        : CommandResponses.response(commands.execute(command));
  }

  private ApiResponse queue(Command command) {
    CorrelationId id = CorrelationId.of(ids.get());
    queue.send(new QueuedCommand(id, command, RequestId.current()));
    return ApiResponse.data(202, StrictJson.newObject().put("correlationId", id.value()))
        .with("Preference-Applied", ApiRequest.RESPOND_ASYNC);
  }
}
