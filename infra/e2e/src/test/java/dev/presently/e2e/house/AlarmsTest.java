package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.e2e.house.Template.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A deployed stack says by itself when it needs a person, and says where to look. */
class AlarmsTest {
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

  /**
   * The API's callers see a throttled operation or authorizer as 5XX; the others have no caller.
   */
  @Test
  void theThrottlingOfEachFunctionWithoutACallerIsNoticed() {
    template.functions().stream()
        .filter(function -> function.route().isEmpty() && !function.name().equals("Authorize"))
        .forEach(
            function ->
                assertThat(metricsOf("FunctionName", function.logicalName()))
                    .as(function.logicalName())
                    .contains("Throttles"));
  }

  @Test
  void theFaultsOfEveryFunctionOfTheSenderAreNoticed() {
    assertThat(sender()).hasSize(3);
    sender()
        .forEach(
            function ->
                assertThat(metricsOf("FunctionName", function.logicalName()))
                    .as(function.logicalName())
                    .contains("Errors"));
  }

  /** {@code DeliveryAttemptLogTest} shows that such a line is written. */
  @Test
  void everyDeliveryThatDiedIsCounted() {
    assertThat(groupsWatchedFor("{$.delivery = \"dead\"}", "DeliveriesDiedAlarm"))
        .containsExactlyInAnyOrderElementsOf(
            sender()
                .filter(function -> !function.events("SQS").isEmpty())
                .map(function -> function.properties().at("LoggingConfig", "LogGroup"))
                .map(group -> group.target().orElseThrow())
                .toList());
  }

  /** {@code SeqGapTest} shows that such a line is written. */
  @Test
  void everyGapInANumberIsCounted() {
    assertThat(groupsWatchedFor("{$.message = \"seq gap\"}", "SeqGapsAlarm"))
        .containsExactly("RelayChangesLogGroup");
  }

  /** The log groups whose lines of this kind are counted for this alarm. */
  private List<String> groupsWatchedFor(String pattern, String alarm) {
    var counted = alarms.get(alarm);
    return template.resources("AWS::Logs::MetricFilter").values().stream()
        .filter(filter -> filter.at("FilterPattern").text().equals(pattern))
        .filter(
            filter -> {
              var metric = filter.at("MetricTransformations").items().getFirst();
              return metric.at("MetricName").value().equals(counted.at("MetricName").value())
                  && metric.at("MetricNamespace").value().equals(counted.at("Namespace").value());
            })
        .map(filter -> filter.at("LogGroupName").target().orElseThrow())
        .toList();
  }

  private Stream<Function> sender() {
    return template.functions().stream()
        .filter(function -> function.module().equals("functions/webhook-sender"));
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
    var dashboard =
        template.yaml().at("Resources", "Dashboard", "Properties", "DashboardBody").at("Fn::Sub");
    var manual = Files.readString(House.ROOT.resolve("docs/operations.md"));
    assertThat(Yaml.parse(dashboard.text()).at("widgets").items()).hasSizeGreaterThan(1);
    assertThat(alarms).isNotEmpty();
    for (var name : alarms.keySet()) {
      assertThat(dashboard.text()).contains("${" + name + ".Arn}");
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
