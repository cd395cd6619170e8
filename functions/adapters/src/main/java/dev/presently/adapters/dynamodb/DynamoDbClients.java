package dev.presently.adapters.dynamodb;

import dev.presently.adapters.settings.AwsAccess;
import dev.presently.adapters.settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client that all stores of a function share. */
public final class DynamoDbClients {
  private DynamoDbClients() {}

  public static DynamoDbClient client(Settings settings) {
    return AwsAccess.configure(DynamoDbClient.builder(), "DYNAMODB", settings).build();
  }
}
