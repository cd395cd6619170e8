package dev.presently.local;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One record of a table's stream, with its form in Lambda's DynamoDB event. */
record StreamRecord(String sequence, Instant created, JsonNode json) {

  static StreamRecord of(Record record, String streamArn) {
    var change = record.dynamodb();
    var json =
        JsonMapper.shared()
            .createObjectNode()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", LocalNames.REGION)
            .put("eventSourceARN", streamArn);
    json.set("dynamodb", json(change));
    if (record.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("principalId", record.userIdentity().principalId())
          .put("type", record.userIdentity().type());
    }
    return new StreamRecord(change.sequenceNumber(), change.approximateCreationDateTime(), json);
  }

  /** A value of the SDK in the JSON of DynamoDB's API; fields that are not set are left out. */
  private static JsonNode json(Object value) {
    var object = JsonMapper.shared().createObjectNode();
    return switch (value) {
      case SdkPojo pojo -> {
        for (var field : pojo.sdkFields()) {
          switch (field.getValueOrDefault(pojo)) {
            case null -> {}
            case SdkAutoConstructList<?> _, SdkAutoConstructMap<?, ?> _ -> {}
            case Object content -> object.set(field.locationName(), json(content));
          }
        }
        yield object;
      }
      case Map<?, ?> map -> {
        map.forEach((name, element) -> object.set((String) name, json(element)));
        yield object;
      }
      case Collection<?> elements ->
          JsonMapper.shared()
              .createArrayNode()
              .addAll(elements.stream().map(StreamRecord::json).toList());
      case Instant time -> JsonMapper.shared().valueToTree(time.getEpochSecond());
      case SdkBytes bytes -> JsonMapper.shared().valueToTree(bytes.asByteArray());
      default -> JsonMapper.shared().valueToTree(value);
    };
  }
}
