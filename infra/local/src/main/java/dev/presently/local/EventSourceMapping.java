package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What brings events to a function, with the meaning Lambda's event source mappings give it. */
sealed interface EventSourceMapping {
  /** Function and event, which is unique in the template. */
  String name();

  /**
   * A table's stream; retries and age are unbounded where Optional is empty.
   *
   * @param onFailure name of the queue that is told what was given up
   */
  record FromStream(
      String name,
      String table,
      int batchSize,
      Duration window,
      FilterPattern filter,
      boolean partialFailures,
      Optional<Integer> retries,
      Optional<Duration> maximumAge,
      boolean bisect,
      Optional<String> onFailure)
      implements EventSourceMapping {}

  record FromQueue(
      String name,
      String queue,
      int batchSize,
      Duration window,
      FilterPattern filter,
      boolean partialFailures,
      int concurrency)
      implements EventSourceMapping {}

  record OnSchedule(String name, Duration every, Optional<String> input)
      implements EventSourceMapping {}

  static EventSourceMapping read(String name, TemplateSection event) {
    var properties = event.section("Properties");
    return switch (event.required("Type")) {
      case "DynamoDB" -> stream(name, properties);
      case "SQS" -> queue(name, properties);
      case "Schedule" -> schedule(name, properties);
      default ->
          throw new CannotStart(
              "%s is of type %s, which the local runner does not know."
                  .formatted(name, event.required("Type")));
    };
  }

  private static FromStream stream(String name, TemplateSection properties) {
    properties.knowing(
        "Stream",
        "StartingPosition",
        "BatchSize",
        "MaximumBatchingWindowInSeconds",
        "FilterCriteria",
        "FunctionResponseTypes",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "BisectBatchOnFunctionError",
        "ParallelizationFactor",
        "DestinationConfig",
        "Enabled");
    return new FromStream(
        name,
        LocalNames.nameIn(properties.required("Stream")),
        properties.number("BatchSize", 100),
        window(properties),
        filter(properties),
        partialFailures(properties),
        bound(properties.number("MaximumRetryAttempts", -1)),
        bound(properties.number("MaximumRecordAgeInSeconds", -1)).map(Duration::ofSeconds),
        properties.flag("BisectBatchOnFunctionError"),
        properties
            .section("DestinationConfig")
            .section("OnFailure")
            .text("Destination")
            .map(LocalNames::nameIn));
  }

  private static FromQueue queue(String name, TemplateSection properties) {
    properties.knowing(
        "Queue",
        "BatchSize",
        "MaximumBatchingWindowInSeconds",
        "FilterCriteria",
        "FunctionResponseTypes",
        "ScalingConfig",
        "Enabled");
    return new FromQueue(
        name,
        LocalNames.nameIn(properties.required("Queue")),
        properties.number("BatchSize", 10),
        window(properties),
        filter(properties),
        partialFailures(properties),
        properties.section("ScalingConfig").number("MaximumConcurrency", 10));
  }

  private static OnSchedule schedule(String name, TemplateSection properties) {
    properties.knowing("Schedule", "Input", "Name", "Description", "Enabled", "RetryPolicy");
    return new OnSchedule(
        name, ScheduleRate.parse(properties.required("Schedule"), name), properties.text("Input"));
  }

  private static Duration window(TemplateSection properties) {
    return Duration.ofSeconds(properties.number("MaximumBatchingWindowInSeconds", 0));
  }

  private static Optional<Integer> bound(int value) {
    return value < 0 ? Optional.empty() : Optional.of(value);
  }

  private static boolean partialFailures(TemplateSection properties) {
    return properties.list("FunctionResponseTypes").contains("ReportBatchItemFailures");
  }

  private static FilterPattern filter(TemplateSection properties) {
    List<String> patterns =
        properties
            .section("FilterCriteria")
            .sections("Filters")
            .map(filter -> filter.required("Pattern"))
            .toList();
    return FilterPattern.anyOf(patterns);
  }
}
