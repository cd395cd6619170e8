package dev.presently.local;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The embedded queues by name. */
record Queues(SqsClient client, String endpoint) {
  private static final List<QueueAttributeName> DEPTHS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  String url(String name) {
    return endpoint + "/" + LocalNames.ACCOUNT + "/" + name;
  }

  void send(String name, String body) {
    client.sendMessage(request -> request.queueUrl(url(name)).messageBody(body));
  }

  /** Visible, in-flight and delayed messages. */
  long depth(String name) {
    Map<QueueAttributeName, String> depths =
        client
            .getQueueAttributes(request -> request.queueUrl(url(name)).attributeNames(DEPTHS))
            .attributes();
    return DEPTHS.stream().mapToLong(part -> Long.parseLong(depths.getOrDefault(part, "0"))).sum();
  }
}
