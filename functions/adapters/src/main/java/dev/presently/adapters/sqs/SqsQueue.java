package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import tools.jackson.databind.node.ObjectNode;

/** A queue; {@link DependencyFailed} names it. */
record SqsQueue(SqsClient sqs, String url, String name) {
  static final long MAX_DELAY_SECONDS = 900;
  static final int MAX_MESSAGES = 10;

  /**
   * Seconds from now until then, rounded up so that no message arrives early; zero when it has
   * passed.
   */
  static long delaySeconds(Instant now, Instant then) {
    return Math.max(0, Duration.between(now, then).plusNanos(999_999_999).toSeconds());
  }

  void send(String body, Consumer<SendMessageRequest.Builder> options) {
    try {
      sqs.sendMessage(message -> options.accept(message.queueUrl(url).messageBody(body)));
    } catch (SdkException e) {
      throw new DependencyFailed(name + " failed", e);
    }
  }

  /** Sends at most ten messages in one request. */
  void send(List<SendMessageBatchRequestEntry> messages) {
    try {
      var response = sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(messages));
      if (response.hasFailed() && !response.failed().isEmpty()) {
        throw new DependencyFailed(name + " refused: " + response.failed().getFirst().code());
      }
    } catch (SdkException e) {
      throw new DependencyFailed(name + " failed", e);
    }
  }

  /** JSON with escapes for the two noncharacters that SQS refuses. */
  static String text(ObjectNode body) {
    return StrictJson.write(body).replace("\uFFFE", "\\ufffe").replace("\uFFFF", "\\uffff");
  }
}
