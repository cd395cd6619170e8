package dev.presently.api.command;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandResponses;
import dev.presently.api.RequestLog;
import dev.presently.core.RequestId;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.ExecuteCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Executes a batch from the Command queue: sessions in parallel, the commands of a session in
 * order. Each result is stored, and so sent as {@code command.result}. A session stops at the first
 * command whose result is not certainly stored; SQS delivers that command and those behind it
 * again. The template sends one message per batch. A command whose result is stored is not executed
 * again.
 */
public final class RunCommand implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /**
   * An engine answers within 20 s, and what it answers is stored within 3 s. With a timeout of 25 s
   * that leaves 2 s for the start. Conflicts with other writers for more than these 3 s, which can
   * take 10 s, come to the timeout: SQS delivers the command again, and it is executed again.
   */
  private static final Duration LONGEST = Duration.ofSeconds(23);

  private final Function<String, QueuedCommand> commands;
  private final ExecuteCommand executeCommand;
  private final CommandResultStore results;
  private final RequestLog log;
  private final Clock clock;
  private final BatchProcessor sessions;

  public RunCommand() {
    this(System.getenv());
  }

  public RunCommand(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  RunCommand(ApiWiring wiring) {
    this.commands = wiring::queuedCommand;
    this.executeCommand = wiring.executeCommand();
    this.results = wiring.commandResults();
    this.log = wiring.requestLog();
    this.clock = wiring.clock();
    this.sessions =
        BatchProcessor.byMessageGroup(
            LONGEST, (message, e) -> log.failed("runCommand", message.getMessageId(), e));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return sessions.process(event, context::getRemainingTimeInMillis, this::run);
  }

  private void run(SQSMessage message) {
    QueuedCommand queued = commands.apply(message.getBody());
    queued
        .requestId()
        .orElseGet(() -> new RequestId(message.getMessageId()))
        .during(() -> run(queued));
  }

  private void run(QueuedCommand queued) {
    long startNanos = System.nanoTime();
    if (!results.contains(queued.command().session(), queued.id())) {
      CommandOutcome outcome = executeCommand.execute(queued.command());
      CommandResult result = CommandResponses.result(queued, outcome, clock.instant());
      results.save(result);
      log.executed(queued.command().operation(), result, System.nanoTime() - startNanos);
    }
  }
}
