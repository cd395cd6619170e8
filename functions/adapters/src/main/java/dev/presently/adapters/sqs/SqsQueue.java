package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.DependencyFailed;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import tools.jackson.databind.node.ObjectNode;

/** A queue to which single messages are sent; {@link DependencyFailed} names it. */
record SqsQueue(SqsClient sqs, String url, String name) {
  void send(String body, Consumer<SendMessageRequest.Builder> options) {
    try {
      sqs.sendMessage(message -> options.accept(message.queueUrl(url).messageBody(body)));
    } catch (SdkException e) {
      throw new DependencyFailed(name + " failed", e);
    }
  }

  /** JSON with escapes for the two noncharacters that SQS refuses. */
  static String text(ObjectNode body) {
    return StrictJson.write(body).replace("\uFFFE", "\\ufffe").replace("\uFFFF", "\\uffff");
  }
}
