package dev.presently.local;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** One record of a table's stream, as the JSON Lambda hands over. */
record StreamRecord(String sequence, Instant created, Map<String, @Nullable Object> json) {

  static StreamRecord of(Record record, String streamArn) {
    var change = record.dynamodb();
    var image = new LinkedHashMap<String, @Nullable Object>();
    image.put(
        "ApproximateCreationDateTime",
        BigDecimal.valueOf(change.approximateCreationDateTime().getEpochSecond()));
    image.put("Keys", item(change.keys()));
    if (change.hasNewImage()) {
      image.put("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      image.put("OldImage", item(change.oldImage()));
    }
    image.put("SequenceNumber", change.sequenceNumber());
    image.put("SizeBytes", BigDecimal.valueOf(change.sizeBytes()));
    image.put("StreamViewType", change.streamViewTypeAsString());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("eventID", record.eventID());
    json.put("eventName", record.eventNameAsString());
    json.put("eventVersion", "1.1");
    json.put("eventSource", "aws:dynamodb");
    json.put("awsRegion", LocalNames.REGION);
    json.put("dynamodb", image);
    if (record.userIdentity() != null) {
      json.put(
          "userIdentity",
          Map.of(
              "principalId", record.userIdentity().principalId(),
              "type", record.userIdentity().type()));
    }
    json.put("eventSourceARN", streamArn);
    return new StreamRecord(change.sequenceNumber(), change.approximateCreationDateTime(), json);
  }

  private static Map<String, Object> item(Map<String, AttributeValue> attributes) {
    var item = new LinkedHashMap<String, Object>();
    attributes.forEach((name, value) -> item.put(name, attribute(value)));
    return item;
  }

  private static Map<String, Object> attribute(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case BOOL -> Map.of("BOOL", value.bool());
      case NUL -> Map.of("NULL", true);
      case B -> Map.of("B", base64(value.b()));
      case M -> Map.of("M", item(value.m()));
      case L -> Map.of("L", value.l().stream().map(StreamRecord::attribute).toList());
      case SS -> Map.of("SS", value.ss());
      case NS -> Map.of("NS", value.ns());
      case BS -> Map.of("BS", value.bs().stream().map(StreamRecord::base64).toList());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("unknown attribute type");
    };
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }

  static byte[] event(List<StreamRecord> records) {
    return Json.write(Map.of("Records", records.stream().map(StreamRecord::json).toList()));
  }
}
