package dev.presently.local;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A queue of the template, by its name and SQS attributes, with the name of its dead letters. */
record TemplateQueue(String name, Map<String, String> attributes, Optional<String> deadLetters) {
  private static final List<String> ATTRIBUTES =
      List.of(
          "VisibilityTimeout",
          "DelaySeconds",
          "MessageRetentionPeriod",
          "MaximumMessageSize",
          "ReceiveMessageWaitTimeSeconds",
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit");
  private static final List<String> LEFT_OUT =
      List.of(
          "SqsManagedSseEnabled",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "Tags",
          "RedriveAllowPolicy",
          "RedrivePolicy");

  static TemplateQueue read(String queue, TemplateSection properties) {
    properties.knowing(
        Stream.concat(ATTRIBUTES.stream(), LEFT_OUT.stream()).toArray(String[]::new));
    var attributes = new LinkedHashMap<String, String>();
    ATTRIBUTES.forEach(
        name -> properties.text(name).ifPresent(value -> attributes.put(name, value)));
    var redrive = properties.section("RedrivePolicy");
    var deadLetters = redrive.text("deadLetterTargetArn");
    deadLetters.ifPresent(
        arn ->
            attributes.put(
                "RedrivePolicy",
                new String(
                    Json.write(
                        Map.of(
                            "deadLetterTargetArn",
                            arn,
                            "maxReceiveCount",
                            redrive.number("maxReceiveCount", 10))),
                    StandardCharsets.UTF_8)));
    return new TemplateQueue(queue, attributes, deadLetters.map(LocalNames::nameIn));
  }
}
