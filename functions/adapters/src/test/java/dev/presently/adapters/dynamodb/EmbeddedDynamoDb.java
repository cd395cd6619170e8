package dev.presently.adapters.dynamodb;

import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * One DynamoDB Local for all tests of this JVM, reached over HTTP as the functions reach theirs.
 */
final class EmbeddedDynamoDb {
  static final Settings SETTINGS = start();
  static final DynamoDbClient CLIENT = AwsClients.dynamoDb(SETTINGS);
  private static final AtomicInteger TABLES = new AtomicInteger();

  private EmbeddedDynamoDb() {}

  /** The name of a new table. */
  static String table() {
    return created(base().attributeDefinitions(text(ItemKey.PK), text(ItemKey.SK)));
  }

  /** The name of a new table that is laid out as the Delivery table is. */
  static String deliveryTable() {
    GlobalSecondaryIndex index =
        GlobalSecondaryIndex.builder()
            .indexName(DeliveryIndex.NAME)
            .keySchema(
                part(DeliveryIndex.LISTED, KeyType.HASH), part(DeliveryIndex.PLACE, KeyType.RANGE))
            .projection(all -> all.projectionType(ProjectionType.ALL))
            .build();
    return created(
        base()
            .attributeDefinitions(
                text(ItemKey.PK),
                text(ItemKey.SK),
                text(DeliveryIndex.LISTED),
                text(DeliveryIndex.PLACE))
            .globalSecondaryIndexes(index));
  }

  /** The name of a new table that is laid out as the Registry table is. */
  static String registryTable() {
    GlobalSecondaryIndex index =
        GlobalSecondaryIndex.builder()
            .indexName(DynamoDbTendingStore.INDEX)
            .keySchema(
                part(DynamoDbTendingStore.DUE_KIND, KeyType.HASH),
                part(DynamoDbTendingStore.DUE_AT, KeyType.RANGE))
            .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
            .build();
    return created(
        base()
            .attributeDefinitions(
                text(ItemKey.PK),
                text(ItemKey.SK),
                text(DynamoDbTendingStore.DUE_KIND),
                text(DynamoDbTendingStore.DUE_AT))
            .globalSecondaryIndexes(index));
  }

  private static CreateTableRequest.Builder base() {
    return CreateTableRequest.builder()
        .tableName("table-" + TABLES.incrementAndGet())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(part(ItemKey.PK, KeyType.HASH), part(ItemKey.SK, KeyType.RANGE));
  }

  private static String created(CreateTableRequest.Builder table) {
    return CLIENT.createTable(table.build()).tableDescription().tableName();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static Settings start() {
    String port = Integer.toString(freePort());
    try {
      ServerRunner.createServerFromCommandLineArgs(
              new String[] {"-inMemory", "-disableTelemetry", "-port", port})
          .start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
    return Settings.of(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + port));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free", e);
    }
  }
}
