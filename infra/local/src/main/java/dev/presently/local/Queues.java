package dev.presently.local;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

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

  /** Creates the queue, or updates the attributes of one that exists. */
  void create(TemplateQueue queue) {
    var attributes = queue.attributes();
    try {
      client.createQueue(
          request -> request.queueName(queue.name()).attributesWithStrings(attributes));
    } catch (QueueNameExistsException e) {
      client.setQueueAttributes(
          request -> request.queueUrl(url(queue.name())).attributesWithStrings(attributes));
    }
  }

  /** Visible, in-flight and delayed messages. */
  long depth(String name) {
    var depths =
        client
            .getQueueAttributes(request -> request.queueUrl(url(name)).attributeNames(DEPTHS))
            .attributes();
    return DEPTHS.stream().mapToLong(part -> Long.parseLong(depths.getOrDefault(part, "0"))).sum();
  }
}
