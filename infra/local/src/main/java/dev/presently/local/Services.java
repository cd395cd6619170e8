package dev.presently.local;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** DynamoDB and SQS with the template's tables and queues; those of an earlier run are kept. */
record Services(
    Clients clients,
    Queues queues,
    TableWrites writes,
    EmbeddedSqs embeddedSqs,
    URI dynamoDb,
    URI sqs) {

  static Services start(
      Template template,
      InetSocketAddress dynamoDbAddress,
      InetSocketAddress sqsAddress,
      Optional<DataDirectory> data,
      CloseStack closing) {
    var dynamoDb = at(dynamoDbAddress.getPort());
    var sqs = at(sqsAddress.getPort());
    var clients = closing.add(Clients.of(dynamoDb, sqs));
    var queues = new Queues(clients.queues(), sqs.toString());
    var writes = new TableWrites();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var tables =
          CompletableFuture.runAsync(
              () -> {
                closing.add(
                    EmbeddedDynamoDb.start(
                        dynamoDbAddress, data.map(DataDirectory::dynamoDb), writes));
                template.tables().forEach(table -> create(clients.tables(), table));
              },
              threads);
      var messages =
          CompletableFuture.supplyAsync(
              () -> {
                var embedded =
                    closing.add(EmbeddedSqs.start(sqsAddress, data.map(DataDirectory::sqs)));
                // Dead-letter queues first, because the others name them.
                template.queues().stream()
                    .sorted(Comparator.comparing(TemplateQueue::hasDeadLetters))
                    .forEach(
                        queue -> {
                          queues.create(queue);
                          embedded.prepare(queue.name());
                        });
                data.ifPresent(
                    directory -> LeftMessages.sendAgain(EmbeddedSqs.url(directory.sqs()), queues));
                return embedded;
              },
              threads);
      CompletableFuture.allOf(tables, messages).join();
      return new Services(clients, queues, writes, messages.join(), dynamoDb, sqs);
    }
  }

  /** Ends all waits for messages and for writes; to be called when their receivers shall stop. */
  void endWaits() {
    writes.raiseAll();
    embeddedSqs.endWaits();
  }

  private static void create(DynamoDbClient client, TemplateTable table) {
    try {
      client.createTable(table.request());
    } catch (ResourceInUseException e) {
      return;
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

  static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  String streamArn(String table) {
    var description = clients.tables().describeTable(request -> request.tableName(table)).table();
    if (description.latestStreamArn() == null) {
      throw new CannotStart("An event source reads the stream of " + table + ", which has none.");
    }
    return description.latestStreamArn();
  }
}
