package dev.presently.adapters.sqs;

import dev.presently.adapters.json.CommandJson;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.QueuedCommand;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Commands in a FIFO queue: the group is the session; the correlation id deduplicates the SDK's
 * retries.
 */
public final class SqsCommandQueue implements CommandQueue {
  private final SqsQueue queue;

  public SqsCommandQueue(SqsClient sqs, String queueUrl) {
    this.queue = new SqsQueue(sqs, queueUrl, "the command queue");
  }

  @Override
  public void send(QueuedCommand command) {
    queue.send(
        SqsQueue.text(CommandJson.write(command)),
        message ->
            message
                .messageGroupId(command.command().session().value())
                .messageDeduplicationId(command.id().value()));
  }
}
