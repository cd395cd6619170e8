package dev.presently.adapters.sqs;

import dev.presently.adapters.json.CommandJson;
import dev.presently.core.DependencyFailed;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.QueuedCommand;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Commands as messages of a FIFO queue: the group is the session, and what is sent once more by the
 * client itself is dropped by its correlation id.
 */
public final class SqsCommandQueue implements CommandQueue {
  private final SqsClient sqs;
  private final String queueUrl;

  public SqsCommandQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(QueuedCommand command) {
    try {
      sqs.sendMessage(
          message ->
              message
                  .queueUrl(queueUrl)
                  .messageBody(SqsText.of(CommandJson.write(command)))
                  .messageGroupId(command.command().session().value())
                  .messageDeduplicationId(command.id().value()));
    } catch (SdkException e) {
      throw new DependencyFailed("the command queue failed", e);
    }
  }
}
