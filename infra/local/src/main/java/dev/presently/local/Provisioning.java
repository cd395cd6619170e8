package dev.presently.local;

import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Creates the template's tables and queues; those of an earlier run are kept. */
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
          .timeToLive()
          .ifPresent(
              attribute ->
                  client.updateTimeToLive(
                      update ->
                          update
                              .tableName(table.request().tableName())
                              .timeToLiveSpecification(
                                  ttl -> ttl.enabled(true).attributeName(attribute))));
    }
  }

  /** Dead-letter queues first, because the others name them. */
  static void queues(Queues queues, List<TemplateQueue> declared) {
    declared.stream()
        .sorted(Comparator.comparing(TemplateQueue::hasDeadLetters))
        .forEach(queue -> create(queues, queue));
  }

  private static void create(Queues queues, TemplateQueue queue) {
    try {
      queues
          .client()
          .createQueue(
              request -> request.queueName(queue.name()).attributesWithStrings(queue.attributes()));
    } catch (QueueNameExistsException e) {
      queues
          .client()
          .setQueueAttributes(
              request ->
                  request
                      .queueUrl(queues.url(queue.name()))
                      .attributesWithStrings(queue.attributes()));
    }
  }
}
