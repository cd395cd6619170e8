package dev.presently.local;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    var image =
        json.putObject("dynamodb")
            .put(
                "ApproximateCreationDateTime",
                change.approximateCreationDateTime().getEpochSecond())
            .put("SequenceNumber", change.sequenceNumber())
            .put("SizeBytes", change.sizeBytes())
            .put("StreamViewType", change.streamViewTypeAsString());
    put(image.putObject("Keys"), change.keys());
    if (change.hasNewImage()) {
      put(image.putObject("NewImage"), change.newImage());
    }
    if (change.hasOldImage()) {
      put(image.putObject("OldImage"), change.oldImage());
    }
    if (record.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("principalId", record.userIdentity().principalId())
          .put("type", record.userIdentity().type());
    }
    return new StreamRecord(change.sequenceNumber(), change.approximateCreationDateTime(), json);
  }

  private static void put(ObjectNode item, Map<String, AttributeValue> attributes) {
    attributes.forEach((name, value) -> put(item.putObject(name), value));
  }

  private static void put(ObjectNode attribute, AttributeValue value) {
    switch (value.type()) {
      case S -> attribute.put("S", value.s());
      case N -> attribute.put("N", value.n());
      case BOOL -> attribute.put("BOOL", value.bool());
      case NUL -> attribute.put("NULL", true);
      case B -> attribute.put("B", value.b().asByteArray());
      case M -> put(attribute.putObject("M"), value.m());
      case L -> {
        var elements = attribute.putArray("L");
        value.l().forEach(element -> put(elements.addObject(), element));
      }
      case SS -> value.ss().forEach(attribute.putArray("SS")::add);
      case NS -> value.ns().forEach(attribute.putArray("NS")::add);
      default -> throw new IllegalStateException("unknown attribute type " + value.type());
    }
  }
}
