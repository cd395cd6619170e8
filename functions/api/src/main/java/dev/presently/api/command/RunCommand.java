package dev.presently.api.command;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.api.ApiWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Takes a batch from the Command queue and carries it out, in order within a session. How each
 * command ended is kept, and so told as {@code command.result}; what failed for a fault of ours
 * comes again.
 */
public final class RunCommand implements RequestStreamHandler {
  private final CommandBatch batch;

  public RunCommand() {
    this(System.getenv());
  }

  public RunCommand(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(
        new CommandBatch(
            wiring.useCases().executeCommand(),
            wiring.commandResults(),
            wiring.requestLog(),
            wiring.clock()));
  }

  RunCommand(CommandBatch batch) {
    this.batch = batch;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    out.write(
        CommandBatchJson.failures(
            batch.run(
                CommandBatchJson.bySession(in.readAllBytes()), context::getRemainingTimeInMillis)));
  }
}
