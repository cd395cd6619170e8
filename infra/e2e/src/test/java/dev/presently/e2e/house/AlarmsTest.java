package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.log.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A deployed stack says by itself when it needs a person, and says where to look. */
class AlarmsTest {
  private static final Optional<String> THROTTLES = Optional.of("Throttles");
  private static final Optional<String> PRESENTLY = Optional.of("Presently");

  private final Template template = Template.read();
  private final Map<String, Yaml> alarms = template.resources("AWS::CloudWatch::Alarm");

  @Test
  void everyQueueHasAnAlarmOfItsKind() {
    template
        .resources("AWS::SQS::Queue")
        .forEach(
            (name, queue) ->
                assertThat(metricsOf("QueueName", name))
                    .as(name)
                    .contains(
                        queue.find("RedrivePolicy").isPresent()
                            ? "ApproximateAgeOfOldestMessage"
                            : "ApproximateNumberOfMessagesVisible"));
  }

  @Test
  void everyStreamReaderHasAnAlarmForItsLag() {
    template.functions().stream()
        .filter(function -> !function.events("DynamoDB").isEmpty())
        .forEach(
            function ->
                assertThat(metricsOf("FunctionName", function.logicalName()))
                    .contains("IteratorAge"));
  }

  @Test
  void theApiHasAlarmsForItsErrorsAndItsLatency() {
    assertThat(metricsOf("Stage", "StageName")).contains("5XXError", "Latency");
  }

  /** A metric without a dimension is that of all functions of the account. */
  @Test
  void theThrottlingOfEveryFunctionIsNoticed() {
    assertThat(alarms.values())
        .filteredOn(alarm -> alarm.find("MetricName").map(Yaml::text).equals(THROTTLES))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.find("Dimensions")).isEmpty());
  }

  /** Authorize answers an invalid key with an error, and its faults are 5XX of the API. */
  @Test
  void theErrorsOfEveryFunctionAreNoticed() {
    for (var function : template.functions()) {
      if (!function.name().equals("Authorize")) {
        assertThat(metricsOf("FunctionName", function.logicalName()))
            .as(function.logicalName())
            .contains("Errors");
      }
    }
  }

  /** One that is not always there cannot be named on the dashboard. */
  @Test
  void theErrorsOfEveryFunctionThatIsAlwaysThereAreShown() {
    for (var function : template.functions()) {
      var resource = template.yaml().at("Resources", function.logicalName());
      if (!function.name().equals("Authorize") && resource.find("Condition").isEmpty()) {
        assertThat(dashboard())
            .contains("\"${" + function.logicalName() + "}\", {\"label\": \"" + function.name());
      }
    }
  }

  /** "Alarms based on metric math expressions can have up to 10 metrics", as CloudWatch says. */
  @Test
  void noAlarmHasMoreMetricsThanCloudWatchAllows() {
    alarms.forEach(
        (name, alarm) ->
            assertThat(
                    alarm
                        .everything()
                        .filter(value -> value.find("MetricStat").isPresent())
                        .count())
                .as(name)
                .isLessThanOrEqualTo(10));
  }

  /** A push to web pages may be given up: they ask again. */
  @Test
  void changesThatLambdaGaveUpOrLostAreNoticed() {
    for (var function : template.functions()) {
      if (function.name().equals("PushChanges")) {
        continue;
      }
      for (var source : function.events("DynamoDB")) {
        var bucket = source.at("DestinationConfig", "OnFailure", "Destination").target();
        assertThat(metricsOf("BucketName", bucket.orElseThrow())).contains("NumberOfObjects");
        assertThat(metricsOf("FunctionName", function.logicalName()))
            .contains("DestinationDeliveryFailures");
      }
    }
  }

  /** Its name, its one dimension, and where both come from. */
  @Test
  void everyMetricOfOursIsWrittenAndShown() {
    var written = Stream.of(Metric.values()).map(Metric::label).collect(toSet());
    var ours =
        alarms.values().stream()
            .filter(alarm -> alarm.find("Namespace").map(Yaml::text).equals(PRESENTLY))
            .toList();
    assertThat(ours).hasSizeGreaterThan(3);
    for (var alarm : ours) {
      assertThat(written).contains(alarm.at("MetricName").text());
      assertThat(alarm.at("Dimensions").value())
          .isEqualTo(List.of(Map.of("Name", "Stack", "Value", Map.of("Ref", "AWS::StackName"))));
    }
    assertThat(template.globals().at("Environment", "Variables", "STACK_NAME").target())
        .contains("AWS::StackName");
    for (var name : written) {
      assertThat(dashboard())
          .contains("[\"Presently\", \"" + name + "\", \"Stack\", \"${AWS::StackName}\"");
    }
  }

  @Test
  void aReceiverThatFailsIsNoticedLongBeforeItsDeliveriesDie() {
    var alarm = alarms.get("ReceiversFailAlarm");
    assertThat(alarm.at("MetricName").text()).isEqualTo(Metric.LONGEST_FAILURE.label());
    assertThat(alarm.at("Threshold").number()).isLessThanOrEqualTo(3_600);
    assertThat(alarms.get("DeliveriesDiedAlarm").at("MetricName").text())
        .isEqualTo(Metric.DELIVERIES_DEAD.label());
  }

  private String dashboard() {
    return template
        .yaml()
        .at("Resources", "Dashboard", "Properties", "DashboardBody", "Fn::Sub")
        .text();
  }

  @Test
  void everyAlarmIsMailedWhereAnAddressIsGivenAndNowhereElse() {
    assertThat(template.yaml().at("Resources", "AlarmTopic", "Condition").text())
        .isEqualTo("MailsAlarms");
    var mailed = List.of("MailsAlarms", List.of(Map.of("Ref", "AlarmTopic")));
    alarms.forEach(
        (name, alarm) -> {
          for (var actions : List.of("AlarmActions", "OKActions")) {
            assertThat(alarm.at(actions, "Fn::If").items().stream().limit(2).map(Yaml::value))
                .as(name)
                .containsExactlyElementsOf(mailed);
          }
          assertThat(alarm.at("TreatMissingData").text()).as(name).isEqualTo("notBreaching");
        });
  }

  @Test
  void everyAlarmIsOnTheDashboardAndInTheManual() throws IOException {
    var manual = Files.readString(House.ROOT.resolve("docs/operations.md"));
    assertThat(Yaml.parse(dashboard()).at("widgets").items()).hasSizeGreaterThan(1);
    assertThat(alarms).isNotEmpty();
    for (var name : alarms.keySet()) {
      assertThat(dashboard()).contains("${" + name + ".Arn}");
      assertThat(manual).contains("### " + name);
    }
  }

  @Test
  void theOutputsNameTheApiAllTablesAllQueuesAndTheDashboard() {
    var outputs = template.yaml().at("Outputs");
    assertThat(outputs.fields()).containsKeys("BaseUrl", "DashboardUrl");
    var named =
        outputs.fields().values().stream()
            .flatMap(output -> output.at("Value").target().stream())
            .collect(toSet());
    assertThat(named).containsAll(template.resources("AWS::DynamoDB::Table").keySet());
    assertThat(named).containsAll(template.resources("AWS::SQS::Queue").keySet());
    assertThat(named).containsAll(template.resources("AWS::S3::Bucket").keySet());
  }

  /** The metrics that are watched with this dimension. */
  private Set<String> metricsOf(String dimension, String target) {
    return alarms.values().stream()
        .flatMap(Yaml::everything)
        .filter(metric -> metric.find("MetricName").isPresent())
        .filter(metric -> has(metric, dimension, target))
        .map(metric -> metric.at("MetricName").text())
        .collect(toSet());
  }

  private static boolean has(Yaml metric, String dimension, String target) {
    return metric.find("Dimensions").stream()
        .flatMap(dimensions -> dimensions.items().stream())
        .filter(given -> given.at("Name").text().equals(dimension))
        .flatMap(given -> given.at("Value").target().stream())
        .anyMatch(target::equals);
  }
}
