package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A queue of the template with its SQS attributes. */
record TemplateQueue(String name, Map<String, String> attributes) {
  private static final List<String> ATTRIBUTES =
      List.of(
          "VisibilityTimeout",
          "DelaySeconds",
          "MessageRetentionPeriod",
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit");
  private static final List<String> IGNORED =
      List.of("SqsManagedSseEnabled", "KmsMasterKeyId", "RedrivePolicy");

  static TemplateQueue read(String name, TemplateSection properties) {
    properties.knowing(Stream.concat(ATTRIBUTES.stream(), IGNORED.stream()).toArray(String[]::new));
    var attributes = new LinkedHashMap<String, String>();
    ATTRIBUTES.forEach(
        attribute ->
            properties.text(attribute).ifPresent(value -> attributes.put(attribute, value)));
    if (properties.has("RedrivePolicy")) {
      attributes.put("RedrivePolicy", properties.value("RedrivePolicy").toString());
    }
    return new TemplateQueue(name, attributes);
  }

  /** Another owner's queue, with SQS's defaults; a FIFO queue deduplicates by content. */
  static TemplateQueue other(String name) {
    return new TemplateQueue(
        name,
        name.endsWith(".fifo")
            ? Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")
            : Map.of());
  }

  boolean hasDeadLetters() {
    return attributes.containsKey("RedrivePolicy");
  }
}
