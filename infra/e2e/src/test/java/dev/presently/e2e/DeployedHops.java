package dev.presently.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What CloudFormation made between the functions, which the runner does in its own way. */
abstract class DeployedHops {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String TABLE = "AWS::DynamoDB::Table";

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
                            .text("Role"))
                    .as(name)
                    .hasValueSatisfying(
                        arn -> assertThat(arn).endsWith(":role/" + roles.get(name + "Role"))));
  }

  @Test
  void changesOfPresenceAreReadFromTheStreamAndFailuresAreKept() {
    Json.Obj source = source("RelayChangesFunction", stack().resources(TABLE).get("PresenceTable"));

    assertThat(source.text("StartingPosition")).contains("TRIM_HORIZON");
    assertThat(source.truth("BisectBatchOnFunctionError")).contains(true);
    assertThat(source.get("FilterCriteria")).isEmpty();
    assertEndsAtTheRelaysDeadLetters(source);
  }

  @Test
  void ofTheRegistryOnlySessionsWebhooksAndEndsOfCommandsAreRead() {
    Json.Obj source = source("RelayChangesFunction", stack().resources(TABLE).get("RegistryTable"));

    assertThat(source.object("FilterCriteria").array("Filters"))
        .extracting(filter -> ((Json.Obj) filter).text("Pattern").orElseThrow())
        .containsExactly(
            "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"SESSION\",\"WEBHOOK\"]}}}}",
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
                .object("ScalingConfig")
                .number("MaximumConcurrency"))
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void commandsAreReadFromTheFifoQueueByAFewOnly() {
    String queue = nameOf("CommandQueue");

    assertThat(queue).endsWith(".fifo");
    assertThat(
            source("RunCommandFunction", queue)
                .object("ScalingConfig")
                .number("MaximumConcurrency"))
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void retriesAreReadOneByOneByAFewOnly() {
    Json.Obj source = source("RetryDeliveriesFunction", nameOf("RetryQueue"));

    assertThat(source.number("BatchSize")).contains(BigDecimal.ONE);
    assertThat(source.object("ScalingConfig").number("MaximumConcurrency"))
        .hasValueSatisfying(most -> assertThat(most.intValueExact()).isBetween(2, 1_000));
  }

  @Test
  void timersAreReadFromTheTimerQueue() {
    assertThat(source("ExpireActivityFunction", nameOf("TimerQueue")).number("BatchSize"))
        .isPresent();
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

  private void assertEndsAtTheRelaysDeadLetters(Json.Obj source) {
    assertThat(source.number("MaximumRetryAttempts"))
        .hasValueSatisfying(tries -> assertThat(tries.intValueExact()).isPositive());
    assertThat(source.object("DestinationConfig").object("OnFailure").text("Destination"))
        .hasValueSatisfying(
            queue -> assertThat(queue).endsWith(":" + nameOf("RelayDeadLetterQueue")));
  }

  /** The enabled source of this function's alias that reads this table or queue. */
  private Json.Obj source(String function, String from) {
    String alias = ":" + stack().resources(FUNCTION).get(function) + ":live";
    List<Json.Obj> sources =
        stack()
            .localStack()
            .get("lambda", "/2015-03-31/event-source-mappings/")
            .array("EventSourceMappings")
            .stream()
            .map(Json.Obj.class::cast)
            .filter(source -> source.text("FunctionArn").orElse("").endsWith(alias))
            .filter(
                source ->
                    source
                        .text("EventSourceArn")
                        .orElse("")
                        .matches(".*[:/]" + from + "(/stream/.*)?"))
            .toList();
    assertThat(sources).as("sources of %s from %s", function, from).hasSize(1);
    assertThat(sources.getFirst().text("State")).contains("Enabled");
    assertThat(sources.getFirst().array("FunctionResponseTypes"))
        .containsExactly(new Json.Text("ReportBatchItemFailures"));
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
