package dev.presently.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A runner of the test's template, with clients. */
final class RunnerFixture implements AutoCloseable {
  static final Path TEMPLATE = Path.of("src/test/resources/template.yaml");

  final LocalRunner runner;
  final Clients clients;
  final HttpClient http = HttpClient.newHttpClient();

  RunnerFixture(RunnerOptions options) {
    ScriptedHandler.forget();
    runner = LocalRunner.start(options);
    clients = Clients.of(runner.dynamoDbEndpoint(), runner.sqsEndpoint());
  }

  static RunnerFixture inMemory() {
    return new RunnerFixture(RunnerOptions.of(TEMPLATE));
  }

  void put(String pk, String sk) {
    clients
        .tables()
        .putItem(
            request ->
                request
                    .tableName("Items")
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(pk),
                            "sk", AttributeValue.fromS(sk))));
  }

  String queueUrl(String name) {
    return runner.sqsEndpoint() + "/000000000000/" + name;
  }

  void sendToLane(String lane, String body) {
    clients
        .queues()
        .sendMessage(
            request ->
                request
                    .queueUrl(queueUrl("Lanes.fifo"))
                    .messageGroupId(lane)
                    .messageDeduplicationId(lane + body)
                    .messageBody(body));
  }

  void send(String queue, String body) {
    clients.queues().sendMessage(request -> request.queueUrl(queueUrl(queue)).messageBody(body));
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(runner.baseUrl() + path)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(runner.baseUrl() + path))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    clients.close();
    runner.close();
  }
}
