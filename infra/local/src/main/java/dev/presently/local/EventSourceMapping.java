package dev.presently.local;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** One event source of a function, with the meaning of Lambda's event source mappings. */
sealed interface EventSourceMapping {
  /** Function and event, unique in the template. */
  String name();

  /**
   * A table's stream. Retries and age are unbounded where Optional is empty.
   *
   * @param onFailure name of the bucket that keeps discarded records
   */
  record FromStream(
      String name,
      String table,
      int batchSize,
      FilterPattern filter,
      boolean partialFailures,
      Optional<Integer> retries,
      Optional<Duration> maximumAge,
      boolean bisect,
      Optional<String> onFailure)
      implements EventSourceMapping {}

  record FromQueue(
      String name, String queue, int batchSize, boolean partialFailures, int concurrency)
      implements EventSourceMapping {}

  record OnSchedule(String name, Duration rate) implements EventSourceMapping {}

  static boolean isEnabled(TemplateSection event) {
    return event.section("Properties").text("Enabled").map(Boolean::parseBoolean).orElse(true);
  }

  static EventSourceMapping read(String name, TemplateSection event) {
    var properties = event.knowing("Type", "Properties").section("Properties");
    return switch (event.required("Type")) {
      case "DynamoDB" -> stream(name, properties);
      case "SQS" -> queue(name, properties);
      case "Schedule" -> schedule(name, properties.knowing("Schedule"));
      default ->
          throw new CannotStart(
              "%s is of type %s, which the local runner does not know."
                  .formatted(name, event.required("Type")));
    };
  }

  private static FromStream stream(String name, TemplateSection properties) {
    properties.knowing(
        "Enabled",
        "Stream",
        "StartingPosition",
        "BatchSize",
        // Batches of the runner are passed on at once.
        "MaximumBatchingWindowInSeconds",
        "FilterCriteria",
        "FunctionResponseTypes",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "BisectBatchOnFunctionError",
        "ParallelizationFactor",
        "MetricsConfig",
        "DestinationConfig");
    return new FromStream(
        name,
        LocalNames.nameIn(properties.required("Stream")),
        properties.number("BatchSize", 100),
        FilterPattern.read(properties.section("FilterCriteria").value("Filters")),
        partialFailures(properties),
        properties.text("MaximumRetryAttempts").map(Integer::valueOf).filter(most -> most >= 0),
        properties
            .text("MaximumRecordAgeInSeconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))),
        properties.flag("BisectBatchOnFunctionError"),
        onFailure(properties.section("DestinationConfig").section("OnFailure")));
  }

  private static Optional<String> onFailure(TemplateSection destination) {
    var bucket = destination.text("Destination");
    if (bucket.filter(arn -> !arn.startsWith("arn:aws:s3:")).isPresent()) {
      throw destination.wrong("Destination", "a bucket");
    }
    return bucket.map(LocalNames::nameIn);
  }

  private static FromQueue queue(String name, TemplateSection properties) {
    properties.knowing("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig");
    return new FromQueue(
        name,
        LocalNames.nameIn(properties.required("Queue")),
        batchSize(properties),
        partialFailures(properties),
        properties.section("ScalingConfig").number("MaximumConcurrency", 10));
  }

  /** More than 10 would need a batching window. */
  private static int batchSize(TemplateSection properties) {
    int size = properties.number("BatchSize", 10);
    if (size > QueueSource.MOST) {
      throw properties.wrong("BatchSize", "at most " + QueueSource.MOST);
    }
    return size;
  }

  private static OnSchedule schedule(String name, TemplateSection properties) {
    var rate =
        Pattern.compile("rate\\((\\d+) minutes?\\)").matcher(properties.required("Schedule"));
    if (!rate.matches()) {
      throw properties.wrong("Schedule", "rate(N minutes)");
    }
    return new OnSchedule(name, Duration.ofMinutes(Long.parseLong(rate.group(1))));
  }

  private static boolean partialFailures(TemplateSection properties) {
    return properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
  }
}
