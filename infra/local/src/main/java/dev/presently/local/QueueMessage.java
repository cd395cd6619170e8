package dev.presently.local;

import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A received message as a record of Lambda's SQS event; message attributes are left out. */
final class QueueMessage {
  private QueueMessage() {}

  static JsonNode json(Message message, String queue) {
    var json =
        JsonMapper.shared()
            .createObjectNode()
            .put("messageId", message.messageId())
            .put("receiptHandle", message.receiptHandle())
            .put("body", message.body());
    var attributes = json.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    json.putObject("messageAttributes");
    return json.put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", LocalNames.queueArn(queue))
        .put("awsRegion", LocalNames.REGION);
  }
}
