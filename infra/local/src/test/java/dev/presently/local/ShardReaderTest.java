package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class ShardReaderTest {
  private static final Duration OVER_A_DAY = Duration.ofHours(25);

  @TempDir Path directory;

  @Test
  void theFirstRecordOfAnEmptyShardWasTakenForTrimmedData() throws Exception {
    try (var tables = new Tables(Optional.empty())) {
      tables.create("Empty");
      tables.create("Other");
      var reader = tables.reader("Empty", Optional.empty());
      assertThat(reader.next()).isEmpty();

      tables.put("Other", "1");
      tables.put("Empty", "2");
      tables.put("Empty", "3");

      assertThat(keys(reader.next())).containsExactly("2", "3");
      tables.put("Empty", "4");
      assertThat(keys(reader.next())).containsExactly("4");
      assertThat(reader.ended()).isFalse();
    }
  }

  @Test
  void aPositionOverADayOldStoppedTheReaderForGood() throws Exception {
    var position = "";
    try (var tables = new Tables(Optional.of(directory))) {
      tables.create("Old");
      tables.put("Old", "1");
      position = tables.reader("Old", Optional.empty()).next().getLast().sequence();
    }
    age();
    try (var tables = new Tables(Optional.of(directory))) {
      var old = tables.reader("Old", Optional.of(position));
      assertThat(old.next()).isEmpty();

      tables.put("Old", "2");

      var reader = tables.reader("Old", Optional.of(position));
      assertThat(keys(old.next())).containsExactly("2");
      assertThat(keys(reader.next())).containsExactly("2");
    }
  }

  /** Makes all that is stored older, but the shards not as old as DynamoDB closes them. */
  private void age() throws Exception {
    try (var files = Files.list(directory)) {
      var file = files.filter(one -> one.toString().endsWith(".db")).findFirst().orElseThrow();
      var database = new SQLiteConnection(file.toFile()).open(false);
      database.exec("UPDATE us SET CreationDateTime = CreationDateTime - " + OVER_A_DAY.toMillis());
      database.dispose();
    }
  }

  private static List<String> keys(List<StreamRecord> records) {
    return records.stream().map(one -> one.json().at("/dynamodb/Keys/pk/S").asString()).toList();
  }

  private static final class Tables implements AutoCloseable {
    private final EmbeddedDynamoDb dynamoDb;
    private final Clients clients;

    Tables(Optional<Path> data) {
      dynamoDb =
          EmbeddedDynamoDb.start(
              LoopbackAddress.at(LoopbackAddress.freePort()), data, new TableWrites());
      clients = Clients.of(dynamoDb.endpoint(), dynamoDb.endpoint());
    }

    void create(String name) {
      clients
          .tables()
          .createTable(
              table ->
                  table
                      .tableName(name)
                      .billingMode(BillingMode.PAY_PER_REQUEST)
                      .attributeDefinitions(
                          AttributeDefinition.builder()
                              .attributeName("pk")
                              .attributeType(ScalarAttributeType.S)
                              .build())
                      .keySchema(
                          KeySchemaElement.builder()
                              .attributeName("pk")
                              .keyType(KeyType.HASH)
                              .build())
                      .streamSpecification(
                          stream ->
                              stream
                                  .streamEnabled(true)
                                  .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    void put(String table, String key) {
      clients
          .tables()
          .putItem(
              request -> request.tableName(table).item(Map.of("pk", AttributeValue.fromS(key))));
    }

    ShardReader reader(String table, Optional<String> position) {
      var arn =
          clients
              .tables()
              .describeTable(request -> request.tableName(table))
              .table()
              .latestStreamArn();
      var shards = new Shards(clients.streams(), arn);
      return new ShardReader(shards, shards.list().getFirst().shardId(), position);
    }

    @Override
    public void close() {
      clients.close();
      dynamoDb.close();
    }
  }
}
