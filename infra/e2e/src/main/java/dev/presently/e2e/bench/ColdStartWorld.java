package dev.presently.e2e.bench;

import dev.presently.local.LocalRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the sample events of the measured operations speak of, made in a local runner. */
final class ColdStartWorld {
  static final String FLOOR_TABLE = "Floor";

  /** An operation to be measured: its function in the template, its class and its sample event. */
  record Operation(String function, String handler, String sample) {}

  static final List<Operation> OPERATIONS =
      List.of(
          new Operation(
              "GetPresenceFunction", "dev.presently.api.presence.GetPresence", "get-presence.json"),
          new Operation(
              "SetPresenceFunction", "dev.presently.api.presence.SetPresence", "set-presence.json"),
          new Operation(
              "ReceiveEngineEventsFunction",
              "dev.presently.api.engine.ReceiveEngineEvents",
              "receive-engine-events.json"));

  private ColdStartWorld() {}

  /** Creates the session of {@code get-presence.json} and {@code set-presence.json}. */
  static void withLoopback(LocalRunner runner) {
    var caller = new BenchCaller(runner.baseUrl(), runner.apiKey().orElseThrow());
    caller.post("/api/sessions", "{\"name\":\"sales\",\"start\":true}");
    caller.post("/api/sessions/sales/presence/5511999999999%40s.whatsapp.net/subscribe", "{}");
  }

  /** Creates the session of {@code receive-engine-events.json}, in a runner of its own. */
  static void withEngine(LocalRunner runner) {
    new BenchCaller(runner.baseUrl(), runner.apiKey().orElseThrow())
        .post(
            "/api/sessions",
            "{\"name\":\"sales\",\"engine\":{\"type\":\"waha\",\"url\":\"http://127.0.0.1\",\"webhookSecret\":\"a-sample-secret-of-sales\"}}");
  }

  /** Creates the table that the floor reads, with its one item. */
  static void withFloor(LocalRunner runner) {
    try (DynamoDbClient tables =
        DynamoDbClient.builder()
            .endpointOverride(runner.dynamoDbEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      tables.createTable(
          table ->
              table
                  .tableName(FLOOR_TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder().attributeName("PK").keyType(KeyType.HASH).build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("PK")
                          .attributeType(ScalarAttributeType.S)
                          .build()));
      tables.putItem(
          put ->
              put.tableName(FLOOR_TABLE)
                  .item(
                      Map.of(
                          "PK", AttributeValue.fromS("1"),
                          "name", AttributeValue.fromS("a name"),
                          "price", AttributeValue.fromN("1"))));
    }
  }

  /** The sample without its {@code If-None-Match}, and for a caller who may make many requests. */
  static String event(Path project, Operation operation) throws IOException {
    return Files.readString(project.resolve("events").resolve(operation.sample()))
        .replace("If-None-Match", "X-If-None-Match")
        .replace("\"rateLimitPerMinute\": \"600\"", "\"rateLimitPerMinute\": \"60000\"");
  }

  /** Variables that the measuring script does not set itself. */
  static List<String> environment(LocalRunner runner, Operation operation) {
    List<String> variables = new ArrayList<>();
    runner
        .environment(operation.function())
        .forEach((name, value) -> variables.addAll(List.of("--env", name + "=" + value)));
    return variables;
  }
}
