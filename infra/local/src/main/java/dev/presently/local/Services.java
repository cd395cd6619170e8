package dev.presently.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** DynamoDB and SQS with the template's tables and queues. */
record Services(Clients clients, Queues queues, URI dynamoDb, URI sqs) {

  /** Address and ports of the services. */
  record Listen(InetAddress address, int dynamoDbPort, int sqsPort) {
    InetSocketAddress dynamoDb() {
      return new InetSocketAddress(address, dynamoDbPort);
    }

    InetSocketAddress sqs() {
      return new InetSocketAddress(address, sqsPort);
    }
  }

  static Services start(
      Template template, Listen listen, Optional<DataDirectory> data, CloseStack closing) {
    var dynamoDb = at(listen.dynamoDbPort());
    var sqs = at(listen.sqsPort());
    var clients = closing.add(Clients.of(dynamoDb, sqs));
    var queues = new Queues(clients.queues(), sqs.toString());
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var tables =
          CompletableFuture.runAsync(
              () -> {
                closing.add(
                    EmbeddedDynamoDb.start(listen.dynamoDb(), data.map(DataDirectory::dynamoDb)));
                Provisioning.tables(clients.tables(), template.tables());
              },
              threads);
      var messages =
          CompletableFuture.runAsync(
              () -> {
                closing.add(EmbeddedSqs.start(listen.sqs(), data.map(DataDirectory::sqs)));
                Provisioning.queues(queues, template.queues());
                data.ifPresent(
                    directory -> LeftMessages.sendAgain(EmbeddedSqs.url(directory.sqs()), queues));
              },
              threads);
      CompletableFuture.allOf(tables, messages).join();
    }
    return new Services(clients, queues, dynamoDb, sqs);
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
