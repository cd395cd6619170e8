package dev.presently.local;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A table of the template as the request that creates it, with its TTL attribute. */
record TemplateTable(CreateTableRequest request, Optional<String> timeToLive) {
  /** CloudFormation describes a table in the words of DynamoDB's own API. */
  private static final JsonMapper SDK_JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .build();

  static TemplateTable read(TemplateSection table) {
    var properties =
        table
            .section("Properties")
            .knowing(
                "AttributeDefinitions",
                "KeySchema",
                "GlobalSecondaryIndexes",
                "StreamSpecification",
                "TimeToLiveSpecification",
                "BillingMode",
                "PointInTimeRecoverySpecification",
                "SSESpecification",
                "DeletionProtectionEnabled");
    var request = SDK_JSON.createObjectNode();
    for (var name : List.of("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")) {
      if (properties.has(name)) {
        request.set(name, properties.value(name));
      }
    }
    if (properties.value("StreamSpecification") instanceof ObjectNode stream) {
      request.set("StreamSpecification", stream.put("StreamEnabled", true));
    }
    return new TemplateTable(
        SDK_JSON
            .convertValue(request, CreateTableRequest.serializableBuilderClass())
            .tableName(table.path())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .build(),
        properties.section("TimeToLiveSpecification").text("AttributeName"));
  }
}
