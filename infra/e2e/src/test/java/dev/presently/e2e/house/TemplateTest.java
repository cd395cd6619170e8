package dev.presently.e2e.house;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.e2e.house.Template.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a deployed stack must have, beyond what CloudFormation itself would refuse. */
class TemplateTest {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";

  /** An engine's queue, which is not the stack's. */
  private static final String OTHERS_QUEUE = "EvolutionQueueArn";

  private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

  /** The key that a parameter names; without one AWS's. */
  private static final Map<String, List<Object>> OWN_KEY =
      Map.of(
          "Fn::If",
          List.of("HasOwnKey", Map.of("Ref", "KmsKeyArn"), Map.of("Ref", "AWS::NoValue")));

  /** The gateway gives up after 29 s, whatever the function's timeout. */
  private static final int GATEWAY_SECONDS = 29;

  /** What a stack may not name itself, or a second one could not live beside it. */
  private static final Map<String, String> PHYSICAL_NAMES =
      Map.ofEntries(
          entry(TABLE, "TableName"),
          entry(QUEUE, "QueueName"),
          entry("AWS::Serverless::Function", "FunctionName"),
          entry("AWS::Serverless::Api", "Name"),
          entry("AWS::Logs::LogGroup", "LogGroupName"),
          entry("AWS::IAM::Role", "RoleName"),
          entry("AWS::S3::Bucket", "BucketName"),
          entry("AWS::SNS::Topic", "TopicName"),
          entry("AWS::CloudWatch::Alarm", "AlarmName"),
          entry("AWS::CloudWatch::Dashboard", "DashboardName"));

  private final Template template = Template.read();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyParameterIsDescribedAndBounded() {
    template
        .yaml()
        .at("Parameters")
        .fields()
        .forEach(
            (name, parameter) -> {
              check(parameter.find("Description").isPresent(), "%s has no description", name);
              var bounded =
                  Stream.of("AllowedValues", "AllowedPattern", "MaxValue")
                      .anyMatch(bound -> parameter.find(bound).isPresent());
              check(bounded, "%s takes any value", name);
            });
    assertThat(complaints).isEmpty();
  }

  @Test
  void nothingHasAFixedPhysicalName() {
    PHYSICAL_NAMES.forEach(
        (type, name) ->
            template
                .resources(type)
                .forEach(
                    (resource, properties) ->
                        check(
                            properties.find(name).isEmpty(),
                            "%s has a fixed %s: two stacks cannot live in one account",
                            resource,
                            name)));
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyFunctionTakesAliasMemoryAndTimeoutFromGlobals() {
    assertThat(template.globals().fields())
        .containsKeys("AutoPublishAlias", "MemorySize", "Timeout", "Runtime", "Architectures");
    assertThat(template.globals().at("Timeout").number()).isLessThan(GATEWAY_SECONDS);
    for (var function : template.functions()) {
      for (var property : List.of("AutoPublishAlias", "MemorySize", "Timeout", "Runtime")) {
        check(
            function.properties().find(property).isEmpty(),
            "%s has a %s of its own",
            function.logicalName(),
            property);
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** SAM publishes no version, and the alias stays behind, when a parameter's value changes. */
  @Test
  void everyFunctionIsPublishedAnewWhenAParameterOfItsChanges() {
    var parameters = template.yaml().at("Parameters").fields().keySet();
    for (var function : template.functions()) {
      var description = function.properties().at("VersionDescription").everything().toList();
      Stream.of(function.properties(), function.globals())
          .flatMap(Yaml::everything)
          .flatMap(value -> value.find("Ref").stream())
          .map(Yaml::text)
          .filter(parameters::contains)
          .filter(name -> !description.getLast().text().contains("${" + name + "}"))
          .forEach(
              name ->
                  // The mapping is a resource of its own: it needs no new version.
                  check(
                      name.equals("SenderConcurrency") || name.equals(OTHERS_QUEUE),
                      "the VersionDescription of %s lacks ${%s}",
                      function.logicalName(),
                      name));
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyFunctionLogsToItsOwnGroupForALimitedTime() {
    var groups = template.resources("AWS::Logs::LogGroup");
    var taken = new HashSet<String>();
    for (var function : template.functions()) {
      var group = function.properties().at("LoggingConfig", "LogGroup").target().orElse("?");
      check(groups.containsKey(group), "%s logs to %s", function.logicalName(), group);
      check(taken.add(group), "%s shares the log group %s", function.logicalName(), group);
    }
    groups.forEach(
        (name, group) ->
            check(group.find("RetentionInDays").isPresent(), "%s is kept for ever", name));
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyPermissionNamesItsActionsAndItsResource() {
    for (var function : template.functions()) {
      for (var statement : function.statements()) {
        for (var action : statement.at("Action").items()) {
          check(!action.text().contains("*"), "%s allows %s", action.path(), action.text());
        }
        for (var resource : statement.at("Resource").items()) {
          check(
              resource.arn().isPresent(),
              "%s is not the ARN of one resource of this template",
              resource.path());
        }
      }
    }
    template
        .yaml()
        .everything()
        .flatMap(value -> value.find("Resource").stream())
        .flatMap(resource -> resource.items().stream())
        .forEach(resource -> check(!resource.text().equals("*"), "%s is *", resource.path()));
    assertThat(complaints).isEmpty();
  }

  /** A name without a permission fails in AWS only; a permission without a name is one too many. */
  @Test
  void everyFunctionIsAllowedExactlyTheTablesAndQueuesItIsToldOf() {
    for (var function : template.functions()) {
      assertThat(allowed(function)).as(function.logicalName()).isEqualTo(told(function));
    }
  }

  /** A condition that names another partition would refuse all, and only in AWS. */
  @Test
  void whoeverIsHeldToKeysIsHeldToTheirPartition() {
    var held =
        template.functions().stream()
            .flatMap(function -> function.statements().stream())
            .flatMap(statement -> statement.find("Condition").stream())
            .map(Yaml::value)
            .toList();

    assertThat(held).hasSize(6);
    assertThat(held)
        .containsOnly(
            heldTo("KEY#*"),
            heldTo("KEY#*", "KEYS"),
            heldTo("KEY#*", "KEYCHECKSUM"),
            heldTo("KEY#*", "KEYS", "KEYCHECKSUM"),
            heldTo("KEY#*", "SESSION#*", "TENDING#*"));
  }

  private static Map<String, Object> heldTo(String... partitions) {
    return Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(partitions)));
  }

  private Set<String> told(Function function) {
    var parameters = template.yaml().at("Parameters").fields().keySet();
    return function.variables().values().stream()
        .flatMap(variable -> variable.target().stream())
        .filter(target -> !parameters.contains(target))
        .collect(toSet());
  }

  private static Set<String> allowed(Function function) {
    return function.statements().stream()
        .flatMap(statement -> statement.at("Resource").items().stream())
        .flatMap(resource -> resource.arn().stream())
        .map(arn -> arn.replaceAll("/index/.*", ""))
        .collect(toSet());
  }

  @Test
  void everyEventSourceReportsPartialFailures() {
    for (var function : template.functions()) {
      for (var type : List.of("DynamoDB", "SQS", "Kinesis")) {
        for (var source : function.events(type)) {
          check(
              source.find("FunctionResponseTypes").stream()
                  .anyMatch(types -> types.value().equals(List.of("ReportBatchItemFailures"))),
              "%s does not report partial failures: one bad record returns the whole batch",
              source.path());
        }
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** Thirty tries ended within minutes of an outage, and only the records' positions were kept. */
  @Test
  void anOutageOfHoursGivesNoChangeUpAndWhatIsGivenUpIsKeptWhole() {
    for (var function : template.functions()) {
      for (var source : function.events("DynamoDB")) {
        assertThat(source.at("BisectBatchOnFunctionError").value()).isEqualTo(true);
        assertThat(source.at("MaximumRetryAttempts").number()).as("without a bound").isEqualTo(-1);
        assertThat(source.at("MaximumRecordAgeInSeconds").number()).isBetween(3_600, 72_000);
        assertThat(source.at("StartingPosition").text()).isEqualTo("TRIM_HORIZON");
        var destination = source.at("DestinationConfig", "OnFailure");
        assertThat(destination.at("Type").text()).isEqualTo("S3");
        assertThat(destination.at("Destination").target()).contains("RelayDeadLetterBucket");
      }
    }
  }

  /** It holds contacts' addresses: no earlier version of an object may outlive it. */
  @Test
  void everyBucketIsPrivateEncryptedAndForgets() {
    var buckets = template.resources("AWS::S3::Bucket");
    assertThat(buckets).isNotEmpty();
    buckets.forEach(
        (name, bucket) -> {
          var encryption =
              bucket
                  .at("BucketEncryption", "ServerSideEncryptionConfiguration")
                  .items()
                  .getFirst()
                  .at("ServerSideEncryptionByDefault");
          assertThat(encryption.at("SSEAlgorithm").value())
              .isEqualTo(Map.of("Fn::If", List.of("HasOwnKey", "aws:kms", "AES256")));
          assertThat(encryption.at("KMSMasterKeyID").value()).isEqualTo(OWN_KEY);
          assertThat(bucket.at("PublicAccessBlockConfiguration").fields().values())
              .hasSize(4)
              .allSatisfy(blocked -> assertThat(blocked.value()).isEqualTo(true));
          assertThat(bucket.find("VersioningConfiguration")).as(name).isEmpty();
          var rule = bucket.at("LifecycleConfiguration", "Rules").items().getFirst();
          assertThat(rule.at("Status").text()).isEqualTo("Enabled");
          assertThat(rule.at("ExpirationInDays").number()).isEqualTo(14);
          assertThat(refusesPlainHttp(name)).as(name).isTrue();
        });
  }

  private boolean refusesPlainHttp(String bucket) {
    return template.resources("AWS::S3::BucketPolicy").values().stream()
        .filter(policy -> policy.at("Bucket").target().equals(Optional.of(bucket)))
        .flatMap(policy -> policy.at("PolicyDocument", "Statement").items().stream())
        .anyMatch(
            statement ->
                statement.at("Effect").text().equals("Deny")
                    && statement
                        .at("Condition")
                        .value()
                        .equals(Map.of("Bool", Map.of("aws:SecureTransport", false))));
  }

  @Test
  void everySourceQueueWaitsSixTimeoutsAndEndsInADeadLetterQueueOfItsKind() {
    var timeout = template.globals().at("Timeout").number();
    for (var function : template.functions()) {
      for (var source : function.events("SQS")) {
        var name = source.at("Queue").target().orElseThrow();
        if (name.equals(OTHERS_QUEUE)) {
          continue;
        }
        var queue = queue(name);
        assertThat(template.number(queue.at("VisibilityTimeout")))
            .as(queue.path())
            .isGreaterThanOrEqualTo(6 * timeout);
        var redrive = queue.at("RedrivePolicy");
        assertThat(redrive.at("maxReceiveCount").number()).isGreaterThanOrEqualTo(5);
        var deadLetters = redrive.at("deadLetterTargetArn").target().orElseThrow();
        assertThat(queue(deadLetters).find("FifoQueue").map(Yaml::value))
            .isEqualTo(queue.find("FifoQueue").map(Yaml::value));
        assertKeepsFourteenDays(deadLetters);
      }
    }
  }

  private void assertKeepsFourteenDays(String queue) {
    assertThat(queue(queue).at("MessageRetentionPeriod").number())
        .as(queue)
        .isEqualTo(FOURTEEN_DAYS);
  }

  @Test
  void anEnginesQueueIsReadOnlyIfThereIsOne() {
    for (var resource : List.of("ReceiveQueuedEventsFunction", "ReceiveQueuedEventsLogGroup")) {
      assertThat(template.yaml().at("Resources", resource, "Condition").text())
          .isEqualTo("ReadsEvolutionQueue");
    }
    assertThat(template.yaml().at("Parameters", OTHERS_QUEUE, "Default").text()).isEmpty();
  }

  @Test
  void theDeliveryQueueCountsEachGroupByItself() {
    var queue = queue("DeliveryQueue");
    assertThat(queue.at("FifoQueue").value()).isEqualTo(true);
    assertThat(queue.at("DeduplicationScope").text()).isEqualTo("messageGroup");
    assertThat(queue.at("FifoThroughputLimit").text()).isEqualTo("perMessageGroupId");
  }

  /** In the order in which they came: a batch that fails holds up one session and no other. */
  @Test
  void theCommandQueueCountsEachSessionByItself() {
    var queue = queue("CommandQueue");
    assertThat(queue.at("FifoQueue").value()).isEqualTo(true);
    assertThat(queue.at("DeduplicationScope").text()).isEqualTo("messageGroup");
    assertThat(queue.at("FifoThroughputLimit").text()).isEqualTo("perMessageGroupId");
  }

  @Test
  void neitherSenderNorCommandsCanTakeTheWholeAccountsConcurrency() {
    for (var sender :
        List.of(
            "SendWebhook", "RetryDeliveries", "RunCommand", "TendSession", "ReceiveQueuedEvents")) {
      assertThat(function(sender).events("SQS"))
          .singleElement()
          .satisfies(
              source ->
                  assertThat(template.number(source.at("ScalingConfig", "MaximumConcurrency")))
                      .isBetween(2, 1_000));
    }
  }

  /** Whoever drains a webhook does so for as long as it may, and keeps nobody else's waiting. */
  @Test
  void aRetrySharesItsTurnWithNoOther() {
    var retries = function("RetryDeliveries").events("SQS").getFirst();
    assertThat(retries.at("BatchSize").number()).isEqualTo(1);
    var queue = queue(retries.at("Queue").target().orElseThrow());
    assertThat(queue.find("FifoQueue")).as("one of a webhook may not hold up the next").isEmpty();
  }

  @Test
  void whatIsScheduledRunsOnceAMinute() {
    for (var scheduled : List.of("SweepDeliveries", "TendSessions")) {
      assertThat(function(scheduled).events("Schedule"))
          .singleElement()
          .satisfies(event -> assertThat(event.at("Schedule").text()).isEqualTo("rate(1 minute)"));
    }
  }

  /** A step may wait for its engine for as long as the function may run. */
  @Test
  void aStepForASessionSharesItsTurnWithNoOther() {
    var steps = function("TendSession").events("SQS").getFirst();
    assertThat(steps.at("BatchSize").number()).isEqualTo(1);
    var queue = queue(steps.at("Queue").target().orElseThrow());
    assertThat(queue.find("FifoQueue")).as("a FIFO queue delays no single message").isEmpty();
  }

  @Test
  void everyFunctionThatCallsEnginesKnowsTheAllowedPrivateHosts() {
    for (var caller :
        List.of(
            "CreateSession",
            "StartSession",
            "StopSession",
            "SetPresence",
            "SendTyping",
            "SubscribePresence",
            "SubscribeMany",
            "RunCommand",
            "TendSession")) {
      assertThat(function(caller).variables()).as(caller).containsKey("ALLOWED_PRIVATE_HOSTS");
    }
  }

  @Test
  void everyTableIsEncryptedOnDemandAndForgets() {
    template
        .resources(TABLE)
        .forEach(
            (name, table) -> {
              assertThat(table.at("SSESpecification", "SSEEnabled").value()).isEqualTo(true);
              assertThat(table.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
              assertThat(table.at("TimeToLiveSpecification", "AttributeName").text())
                  .isEqualTo("expiresAt");
            });
  }

  @Test
  void everyTableThatHoldsMoreThanADayIsRecoverableAndProtected() {
    template
        .resources(TABLE)
        .forEach(
            (name, table) -> {
              if (name.equals("UsageTable")) {
                return;
              }
              assertThat(
                      table
                          .at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                          .value())
                  .isEqualTo(true);
              assertThat(table.at("DeletionProtectionEnabled").target())
                  .contains("TableProtection");
            });
  }

  /** Each request of each caller writes there. */
  @Test
  void theUsageTableHasNoStream() {
    assertThat(template.resources(TABLE).get("UsageTable").find("StreamSpecification")).isEmpty();
  }

  @Test
  void everyQueueIsEncryptedByAwsOrUnderAKeyOfOnesOwn() {
    template
        .resources(QUEUE)
        .forEach(
            (name, queue) -> {
              assertThat(queue.at("SqsManagedSseEnabled", "Fn::If").value())
                  .as(name)
                  .isEqualTo(List.of("HasOwnKey", false, true));
              assertThat(queue.at("KmsMasterKeyId").value()).as(name).isEqualTo(OWN_KEY);
            });
  }

  @Test
  void aKeyOfOnesOwnIsThatOfEveryTableAndOfTheMasterKey() {
    template
        .resources(TABLE)
        .forEach(
            (name, table) ->
                assertThat(table.at("SSESpecification", "KMSMasterKeyId").value())
                    .as(name)
                    .isEqualTo(OWN_KEY));
    assertThat(
            template
                .resources("AWS::SecretsManager::Secret")
                .get("MasterKey")
                .at("KmsKeyId")
                .value())
        .isEqualTo(OWN_KEY);
  }

  @Test
  void ofTheRegistryOnlySessionsWebhooksAndEndsOfCommandsAreRead() {
    var patterns =
        function("RelayChanges").events("DynamoDB").stream()
            .filter(source -> source.at("Stream").target().equals(Optional.of("RegistryTable")))
            .flatMap(source -> source.at("FilterCriteria", "Filters").items().stream())
            .map(filter -> filter.at("Pattern").text());
    assertThat(patterns)
        .containsExactly(
            "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":"
                + "[{\"prefix\":\"SESSION#\"},{\"prefix\":\"WEBHOOK#\"}]}}}}",
            "{\"eventName\":[\"INSERT\"],"
                + "\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"COMMAND#\"}]}}}}");
  }

  @Test
  void whatTheGatewayAnswersByItselfHasTheShapeOfOurErrors() {
    var responses = template.yaml().at("Resources", "Api", "Properties", "GatewayResponses");
    assertThat(responses.at("MISSING_AUTHENTICATION_TOKEN", "StatusCode").number()).isEqualTo(404);
    assertThat(responses.fields()).containsKeys("DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED");
    responses
        .fields()
        .forEach(
            (name, response) -> {
              assertThat(response.at("ResponseTemplates", "application/json").text())
                  .as(name)
                  .matches(
                      "\\{\"error\":\"[^\"$]+\",\"code\":\"[a-z][a-z_]*\","
                          + "\"requestId\":\"\\$context\\.requestId\"}");
              var status = response.find("StatusCode").map(Yaml::number).orElse(0);
              if (status == 429 || status == 503) {
                assertThat(response.at("ResponseParameters", "Headers").fields())
                    .as(name)
                    .containsKey("Retry-After");
              }
            });
  }

  /** A path holds a contact's address, and a header may hold a key. */
  @Test
  void theAccessLogIsJsonWithoutPathsAndHeaders() {
    var setting =
        template
            .yaml()
            .at("Resources", "Api", "Properties", "AccessLogSetting", "Fn::If")
            .items()
            .get(1);
    var format = setting.at("Format").text();
    assertThat(Yaml.parse(format).fields()).containsKeys("requestId", "route", "status", "ms");
    assertThat(format).doesNotContain("$context.path", "requestOverride", "authorizer");
  }

  private Yaml queue(String name) {
    return template.yaml().at("Resources", name, "Properties");
  }

  private Function function(String name) {
    return template.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("template.yaml has no " + name + "Function"));
  }

  private void check(boolean holds, String complaint, Object... values) {
    if (!holds) {
      complaints.add(complaint.formatted(values));
    }
  }
}
