package dev.presently.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What CloudFormation made between the functions, which the runner does in its own way. */
abstract class DeployedHops {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String RULE = "AWS::Events::Rule";

  abstract CloudStack stack();

  @Test
  void everyFunctionOfTheTemplateIsThereUnderItsAlias() {
    Set<String> declared = declared("AWS::Serverless::Function");

    assertThat(stack().resources(FUNCTION).keySet()).isEqualTo(declared);
    assertThat(stack().resources("AWS::Lambda::Alias").keySet())
        .isEqualTo(declared.stream().map(name -> name + "Aliaslive").collect(toSet()));
  }

  @Test
  void everyFunctionHasARoleOfItsOwn() {
    Map<String, String> roles = stack().resources("AWS::IAM::Role");

    stack()
        .resources(FUNCTION)
        .forEach(
            (name, function) ->
                assertThat(
                        stack()
                            .localStack()
                            .get("lambda", "/2015-03-31/functions/" + function + "/configuration")
                            .path("Role")
                            .stringValueOpt())
                    .as(name)
                    .hasValueSatisfying(
                        arn -> assertThat(arn).endsWith(":role/" + roles.get(name + "Role"))));
  }

  @Test
  void changesOfPresenceAreReadFromTheStreamAndFailuresAreKept() {
    JsonNode source = source("RelayChangesFunction", stack().resources(TABLE).get("PresenceTable"));

    assertThat(source.path("StartingPosition").stringValueOpt()).contains("TRIM_HORIZON");
    assertThat(source.path("BisectBatchOnFunctionError").booleanValueOpt()).contains(true);
    assertThat(source.hasNonNull("FilterCriteria")).isFalse();
    assertEndsAtTheRelaysDeadLetters(source);
  }

  @Test
  void ofTheRegistryOnlySessionsWebhooksAndEndsOfCommandsAreRead() {
    JsonNode source = source("RelayChangesFunction", stack().resources(TABLE).get("RegistryTable"));

    assertThat(source.path("FilterCriteria").path("Filters"))
        .extracting(filter -> filter.path("Pattern").stringValueOpt().orElseThrow())
        .containsExactly(
            "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":"
                + "[{\"prefix\":\"SESSION#\"},{\"prefix\":\"WEBHOOK#\"}]}}}}",
            "{\"eventName\":[\"INSERT\"],"
                + "\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"COMMAND#\"}]}}}}");
    assertEndsAtTheRelaysDeadLetters(source);
  }

  @Test
  void deliveriesAreReadFromTheFifoQueueByAFewSendersOnly() {
    String queue = nameOf("DeliveryQueue");

    assertThat(queue).endsWith(".fifo");
    assertThat(
            source("SendWebhookFunction", queue)
                .path("ScalingConfig")
                .path("MaximumConcurrency")
                .decimalValueOpt())
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void commandsAreReadFromTheFifoQueueByAFewOnly() {
    String queue = nameOf("CommandQueue");

    assertThat(queue).endsWith(".fifo");
    assertThat(
            source("RunCommandFunction", queue)
                .path("ScalingConfig")
                .path("MaximumConcurrency")
                .decimalValueOpt())
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void retriesAreReadOneByOneByAFewOnly() {
    JsonNode source = source("RetryDeliveriesFunction", nameOf("RetryQueue"));

    assertThat(source.path("BatchSize").decimalValueOpt()).contains(BigDecimal.ONE);
    assertThat(source.path("ScalingConfig").path("MaximumConcurrency").decimalValueOpt())
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void timersAreReadFromTheTimerQueue() {
    assertThat(
            source("ExpireActivityFunction", nameOf("TimerQueue"))
                .path("BatchSize")
                .decimalValueOpt())
        .isPresent();
  }

  @Test
  void dueSessionsAreTendedFromTheTendQueueByAFewOnly() {
    JsonNode source = source("TendSessionFunction", nameOf("TendQueue"));

    assertThat(source.path("BatchSize").decimalValueOpt()).contains(BigDecimal.ONE);
    assertThat(source.path("ScalingConfig").path("MaximumConcurrency").decimalValueOpt())
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void anEnginesQueueIsReadByItsOwnFunction() {
    assertThat(
            source("ReceiveQueuedEventsFunction", "evolution_singlequeue.fifo")
                .path("BatchSize")
                .decimalValueOpt())
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SweepDeliveriesFunction", "TendSessionsFunction"})
  void aScheduledFunctionIsCalledEveryMinute(String function) {
    JsonNode schedule =
        stack().localStack().rule(stack().resources(RULE).get(function + "EveryMinute"));

    assertThat(schedule.path("rule").path("ScheduleExpression").stringValueOpt())
        .contains("rate(1 minute)");
    assertThat(schedule.path("rule").path("State").stringValueOpt()).contains("ENABLED");
    assertThat(schedule.path("targets"))
        .singleElement()
        .satisfies(
            target ->
                assertThat(target.path("Arn").stringValueOpt().orElseThrow())
                    .endsWith(":" + stack().resources(FUNCTION).get(function) + ":live"));
  }

  @Test
  void everyAlarmOfTheTemplateExists() {
    Map<String, String> alarms = stack().resources("AWS::CloudWatch::Alarm");

    assertThat(alarms.keySet()).isEqualTo(declared("AWS::CloudWatch::Alarm"));
    assertThat(
            stack()
                .localStack()
                .query(
                    "monitoring",
                    "2010-08-01",
                    Map.of("Action", "DescribeAlarms", "MaxRecords", "100"),
                    "MetricAlarms"))
        .extracting(alarm -> alarm.get("AlarmName"))
        .containsAll(alarms.values());
  }

  private void assertEndsAtTheRelaysDeadLetters(JsonNode source) {
    assertThat(source.path("MaximumRetryAttempts").asInt()).isEqualTo(-1);
    assertThat(
            source.path("DestinationConfig").path("OnFailure").path("Destination").stringValueOpt())
        .contains(
            "arn:aws:s3:::" + stack().resources("AWS::S3::Bucket").get("RelayDeadLetterBucket"));
  }

  /** The enabled source of this function's alias that reads this table or queue. */
  private JsonNode source(String function, String from) {
    String alias = ":" + stack().resources(FUNCTION).get(function) + ":live";
    List<JsonNode> sources =
        stack()
            .localStack()
            .get("lambda", "/2015-03-31/event-source-mappings/")
            .path("EventSourceMappings")
            .valueStream()
            .filter(
                source -> source.path("FunctionArn").stringValueOpt().orElse("").endsWith(alias))
            .filter(
                source ->
                    source
                        .path("EventSourceArn")
                        .stringValueOpt()
                        .orElse("")
                        .matches(".*[:/]" + from + "(/stream/.*)?"))
            .toList();
    assertThat(sources).as("sources of %s from %s", function, from).hasSize(1);
    assertThat(sources.getFirst().path("State").stringValueOpt()).contains("Enabled");
    assertThat(sources.getFirst().path("FunctionResponseTypes"))
        .containsExactly(StringNode.valueOf("ReportBatchItemFailures"));
    return sources.getFirst();
  }

  /** A queue's physical id is its URL. */
  private String nameOf(String queue) {
    return stack().resources(QUEUE).get(queue).replaceAll(".*/", "");
  }

  private static Set<String> declared(String type) {
    return Pattern.compile("(?m)^  (\\w+):\\n    Type: " + type + "$")
        .matcher(Repository.text(Repository.TEMPLATE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(toSet());
  }
}
