package dev.presently.local;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** A table of the template, as the request that creates it. */
record TemplateTable(CreateTableRequest request, Optional<String> expiry) {
  String name() {
    return request.tableName();
  }

  static TemplateTable read(String name, TemplateSection properties) {
    properties.knowing(
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "StreamSpecification",
        "TimeToLiveSpecification",
        "BillingMode",
        "OnDemandThroughput",
        "WarmThroughput",
        "PointInTimeRecoverySpecification",
        "SSESpecification",
        "DeletionProtectionEnabled",
        "ContributorInsightsSpecification",
        "TableClass",
        "Tags");
    var request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                properties
                    .sections("AttributeDefinitions")
                    .map(
                        attribute ->
                            AttributeDefinition.builder()
                                .attributeName(attribute.required("AttributeName"))
                                .attributeType(attribute.required("AttributeType"))
                                .build())
                    .toList())
            .keySchema(keys(properties));
    var indexes = properties.sections("GlobalSecondaryIndexes").map(TemplateTable::index).toList();
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    properties
        .section("StreamSpecification")
        .text("StreamViewType")
        .ifPresent(
            view ->
                request.streamSpecification(
                    StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view)
                        .build()));
    return new TemplateTable(
        request.build(), properties.section("TimeToLiveSpecification").text("AttributeName"));
  }

  private static List<KeySchemaElement> keys(TemplateSection properties) {
    return properties
        .sections("KeySchema")
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.required("AttributeName"))
                    .keyType(key.required("KeyType"))
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(TemplateSection index) {
    var projection = index.section("Projection");
    var attributes = projection.list("NonKeyAttributes").stream().map(String::valueOf).toList();
    return GlobalSecondaryIndex.builder()
        .indexName(index.required("IndexName"))
        .keySchema(keys(index))
        .projection(
            Projection.builder()
                .projectionType(projection.required("ProjectionType"))
                .nonKeyAttributes(attributes.isEmpty() ? null : attributes)
                .build())
        .build();
  }
}
