package dev.presently.local;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Creates what the template declares; what is there already, from an earlier run, is kept. */
final class Provisioning {
  private Provisioning() {}

  static void tables(DynamoDbClient client, List<TemplateTable> tables) {
    for (var table : tables) {
      try {
        client.createTable(table.request());
      } catch (ResourceInUseException e) {
        continue;
      }
      table
          .expiry()
          .ifPresent(
              attribute ->
                  client.updateTimeToLive(
                      update ->
                          update
                              .tableName(table.name())
                              .timeToLiveSpecification(
                                  ttl -> ttl.enabled(true).attributeName(attribute))));
    }
  }

  /** Creates a queue after the queue of its dead letters. */
  static void queues(SqsClient client, List<TemplateQueue> queues, UnaryOperator<String> url) {
    var waiting = new ArrayDeque<>(queues);
    var made = new HashSet<String>();
    for (var turns = queues.size() * queues.size(); !waiting.isEmpty() && turns >= 0; turns--) {
      var queue = waiting.removeFirst();
      if (queue.deadLetters().filter(name -> !made.contains(name)).isPresent()) {
        waiting.addLast(queue);
      } else {
        create(client, queue, url.apply(queue.name()));
        made.add(queue.name());
      }
    }
    if (!waiting.isEmpty()) {
      throw new CannotStart(
          "%s names a dead-letter queue that is not in the template."
              .formatted(waiting.getFirst().name()));
    }
  }

  private static void create(SqsClient client, TemplateQueue queue, String url) {
    try {
      client.createQueue(
          request -> request.queueName(queue.name()).attributesWithStrings(queue.attributes()));
    } catch (QueueNameExistsException e) {
      client.setQueueAttributes(
          request -> request.queueUrl(url).attributesWithStrings(queue.attributes()));
    }
  }
}
