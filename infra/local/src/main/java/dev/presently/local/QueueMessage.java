package dev.presently.local;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A received message as the JSON Lambda hands over. */
final class QueueMessage {
  private QueueMessage() {}

  static Map<String, Object> json(Message message, String queue) {
    var json = new LinkedHashMap<String, Object>();
    json.put("messageId", message.messageId());
    json.put("receiptHandle", message.receiptHandle());
    json.put("body", message.body());
    json.put("attributes", message.attributesAsStrings());
    var attributes = new LinkedHashMap<String, Object>();
    message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
    json.put("messageAttributes", attributes);
    json.put("md5OfBody", message.md5OfBody());
    json.put("eventSource", "aws:sqs");
    json.put("eventSourceARN", LocalNames.queueArn(queue));
    json.put("awsRegion", LocalNames.REGION);
    return json;
  }

  /** What a filter sees: a body that is JSON is looked into. */
  static Map<String, Object> filterable(Message message, String queue) {
    var json = json(message, queue);
    try {
      if (Json.read(message.body()) instanceof Map<?, ?> body) {
        json.put("body", body);
      }
    } catch (RuntimeException e) {
      return json;
    }
    return json;
  }

  static byte[] event(List<Message> messages, String queue) {
    return Json.write(
        Map.of("Records", messages.stream().map(message -> json(message, queue)).toList()));
  }

  private static Map<String, Object> attribute(MessageAttributeValue value) {
    var json = new LinkedHashMap<String, Object>();
    if (value.stringValue() != null) {
      json.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      json.put(
          "binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
    }
    json.put("stringListValues", List.of());
    json.put("binaryListValues", List.of());
    json.put("dataType", value.dataType());
    return json;
  }
}
