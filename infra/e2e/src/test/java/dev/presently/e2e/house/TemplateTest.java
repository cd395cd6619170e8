package dev.presently.e2e.house;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.e2e.house.Template.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a deployed stack must have, beyond what CloudFormation itself would refuse. */
class TemplateTest {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";

  /** An engine's queue, which is not the stack's. */
  private static final String OTHERS_QUEUE = "EvolutionQueueArn";

  /** Parameters of mappings, roles, deployments and concurrency, which are not of a version. */
  private static final Set<String> NOT_OF_A_VERSION =
      Set.of(
          "RetryConcurrency",
          "QueueConcurrency",
          "IntakeUrlConcurrency",
          "RelayBatchSeconds",
          "PresenceStreamArn",
          "RegistryStreamArn",
          "PermissionsBoundaryArn",
          "CanaryDeployments",
          OTHERS_QUEUE);

  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}]+)}");

  private static final int A_DAY = 24 * 60 * 60;
  private static final int FOURTEEN_DAYS = 14 * A_DAY;

  /** SQS accepts no more. */
  private static final int MOST_RECEIVES = 1_000;

  /** The smallest MaximumConcurrency that Lambda accepts. */
  private static final int FEWEST = 2;

  /** The key that a parameter names; without one AWS's. */
  private static final Map<String, List<Object>> OWN_KEY =
      Map.of(
          "Fn::If",
          List.of("HasOwnKey", Map.of("Ref", "KmsKeyArn"), Map.of("Ref", "AWS::NoValue")));

  /** Requests of a day, and connections of two hours. */
  private static final Set<String> SHORT_LIVED = Set.of("UsageTable", "ConnectionsTable");

  /** The gateway gives up after 29 s, whatever the function's timeout. */
  private static final int GATEWAY_SECONDS = 29;

  private static final Map<String, List<Object>> TRACES_ONLY =
      Map.of(
          "Fn::If",
          List.of(
              "Traces",
              List.of(
                  Map.of(
                      "Fn::Sub", "arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess")),
              Map.of("Ref", "AWS::NoValue")));

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
        boolean isReasoned = property.equals("MemorySize") && function.name().equals("SendWebhook");
        check(
            isReasoned || function.properties().find(property).isEmpty(),
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
                  check(
                      NOT_OF_A_VERSION.contains(name),
                      "the VersionDescription of %s lacks ${%s}",
                      function.logicalName(),
                      name));
    }
    assertThat(complaints).isEmpty();
  }

  /** Lambda takes a line of metrics for INFO, and would drop it at a higher level. */
  @Test
  void lambdaAddsNoLinesToAnInvocationThatWorksAndFiltersNone() {
    assertThat(template.globals().at("LoggingConfig").value())
        .isEqualTo(
            Map.of("LogFormat", "JSON", "ApplicationLogLevel", "TRACE", "SystemLogLevel", "WARN"));
  }

  /** Lambda fails the calls of a snapshot that nobody asked for in 14 days. */
  @Test
  void everyFunctionWithASnapshotIsCalledOftenEnoughToKeepIt() {
    assertThat(template.globals().at("SnapStart", "ApplyOn").target()).contains("SnapStart");
    var keeper = template.yaml().at("Resources", "KeepSnapshots");
    assertThat(keeper.at("Condition").text()).isEqualTo("HasSnapshots");
    var schedule = keeper.at("Properties", "Events", "EveryThreeDays", "Properties", "Schedule");
    assertThat(schedule.text()).isEqualTo("rate(3 days)");
    var called = keeper.at("Properties", "Definition", "States", "Functions", "Result");
    var allowed = keeper.at("Properties", "Policies").items().getFirst().at("Statement");
    for (var function : template.functions()) {
      assertThat(function.properties().find("SnapStart")).as(function.logicalName()).isEmpty();
      if (function.events("Schedule").isEmpty()) {
        var alias = "${" + function.logicalName() + ".Arn}:live";
        assertThat(texts(called)).contains(alias);
        assertThat(texts(allowed)).contains(alias);
      }
    }
  }

  private static List<String> texts(Yaml value) {
    return value.everything().map(Yaml::text).toList();
  }

  /** SAM asks for a new version, and Lambda refuses one of a function that did not change. */
  @Test
  void aChangeOfTagsAloneAsksForNoVersion() {
    assertThat(template.globals().find("Tags")).isEmpty();
    for (var function : template.functions()) {
      assertThat(function.properties().find("Tags")).as(function.logicalName()).isEmpty();
    }
  }

  @Test
  void everyRoleHasThePermissionsBoundaryOfTheAccount() {
    var boundary = template.globals().at("PermissionsBoundary").value();
    assertThat(boundary)
        .isEqualTo(
            Map.of(
                "Fn::If",
                List.of(
                    "HasBoundary",
                    Map.of("Ref", "PermissionsBoundaryArn"),
                    Map.of("Ref", "AWS::NoValue"))));
    for (var type : List.of("AWS::IAM::Role", "AWS::Serverless::StateMachine")) {
      template
          .resources(type)
          .forEach(
              (name, role) ->
                  assertThat(role.at("PermissionsBoundary").value()).as(name).isEqualTo(boundary));
    }
  }

  /** SAM's own role has none. */
  @Test
  void canariesAreDeployedByARoleOfTheStack() {
    var preference = template.globals().at("DeploymentPreference");
    var role = preference.at("Role", "Fn::If").items();
    assertThat(role.getFirst().text()).isEqualTo("DeploysByCanary");
    assertThat(template.resources("AWS::IAM::Role"))
        .containsKey(role.get(1).target().orElseThrow());
    assertThat(preference.at("PassthroughCondition").value())
        .as("a function with a condition has a deployment group with the same one")
        .isEqualTo(true);
  }

  /**
   * CloudFormation refuses the whole template, and some names are used with some parameters only.
   */
  @Test
  void everyNameThatIsReferredToExists() {
    var names = new HashSet<String>();
    names.addAll(template.yaml().at("Parameters").fields().keySet());
    names.addAll(template.yaml().at("Resources").fields().keySet());
    for (var function : template.functions()) {
      // SAM names the mapping after function and event.
      function
          .properties()
          .find("Events")
          .ifPresent(
              events ->
                  events
                      .fields()
                      .keySet()
                      .forEach(event -> names.add(function.logicalName() + event)));
    }
    var conditions = template.yaml().at("Conditions").fields().keySet();
    template
        .yaml()
        .everything()
        .forEach(
            value -> {
              for (var name : referredToBy(value)) {
                // Api.Stage is a resource that SAM makes.
                var resource = name.replaceAll("\\..*", "");
                check(
                    resource.startsWith("AWS::") || names.contains(resource),
                    "%s refers to %s",
                    value.path(),
                    name);
              }
              value
                  .find("Fn::If")
                  .map(choice -> choice.items().getFirst())
                  .or(() -> value.find("Type").flatMap(_ -> value.find("Condition")))
                  .ifPresent(
                      condition ->
                          check(
                              conditions.contains(condition.text()),
                              "%s is not a condition",
                              condition.path()));
            });
    assertThat(complaints).isEmpty();
  }

  private static List<String> referredToBy(Yaml value) {
    var names = new ArrayList<String>();
    value.find("Ref").map(Yaml::text).ifPresent(names::add);
    value.find("Fn::GetAtt").map(target -> target.items().getFirst().text()).ifPresent(names::add);
    value
        .find("Fn::Sub")
        .ifPresent(
            substituted -> {
              var parts = substituted.items();
              var own = parts.size() > 1 ? parts.getLast().fields().keySet() : Set.<String>of();
              SUBSTITUTED
                  .matcher(parts.getFirst().text())
                  .results()
                  .map(found -> found.group(1))
                  .filter(name -> !own.contains(name))
                  .forEach(names::add);
            });
    return names;
  }

  /** Each route has a limit of its own, so strangers do not use up what callers with a key need. */
  @Test
  void everyRouteIsThrottledAndTheIntakeNotBelowTheOthers() {
    var settings =
        template.yaml().at("Resources", "Api", "Properties", "MethodSettings").items().stream()
            .collect(
                toMap(
                    setting -> setting.at("HttpMethod").text() + setting.at("ResourcePath").text(),
                    setting -> setting));
    assertThat(settings)
        .containsOnlyKeys(
            "*/*",
            "GET/~1health",
            "GET/~1docs",
            "GET/~1docs~1{file}",
            "GET/~1openapi.yaml",
            "GET/~1board",
            "GET/~1board~1{file}",
            "GET/~1client~1presently.js",
            "POST/~1api~1intake~1{session}");
    for (var limit : List.of("ThrottlingRateLimit", "ThrottlingBurstLimit")) {
      int keyed = template.number(settings.get("*/*").at(limit));
      assertThat(template.number(settings.get("GET/~1health").at(limit))).isLessThan(100);
      var intake = settings.get("POST/~1api~1intake~1{session}").at(limit);
      assertThat(intake.target()).contains("IntakeRequestsPerSecond");
      assertThat(template.number(intake)).isGreaterThanOrEqualTo(keyed);
    }
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
      for (var statement : function.policies()) {
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

  /** A function that is taken over reads no secret and writes no row that is not its business. */
  @Test
  void everyFunctionTouchesOnlyItsKindsOfRegistryItems() {
    for (var function : template.functions()) {
      for (var statement : function.statements()) {
        var registry =
            statement.permissions().stream().anyMatch(p -> p.resource().equals("RegistryTable"));
        check(
            !registry || !statement.kinds().isEmpty(),
            "%s may touch every item of the Registry",
            function.logicalName());
        check(
            statement.kinds().stream().noneMatch(kind -> kind.startsWith("*")),
            "%s names no kind",
            function.logicalName());
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** SAM would attach managed policies to its own role that allow every queue and stream. */
  @Test
  void aPollersRoleReadsItsOwnQueueOrStreamAndWritesItsOwnLogOnly() {
    for (var function : template.functions()) {
      if (function.events("SQS").isEmpty() && function.events("DynamoDB").isEmpty()) {
        continue;
      }
      var name = function.logicalName();
      check(function.role().isPresent(), "%s has the role that SAM makes", name);
      var queues =
          function.events("SQS").stream()
              .map(source -> source.at("Queue").target().orElseThrow())
              .collect(toSet());
      var tables =
          function.events("DynamoDB").stream()
              .map(source -> source.at("Stream").target().orElseThrow())
              .map(table -> table + "/stream/*")
              .collect(toSet());
      var logs = function.properties().at("LoggingConfig", "LogGroup").target();
      assertThat(allowed(function, "sqs:ReceiveMessage")).as(name).isEqualTo(queues);
      assertThat(allowed(function, "sqs:DeleteMessage")).as(name).isEqualTo(queues);
      assertThat(allowed(function, "sqs:GetQueueAttributes")).as(name).isEqualTo(queues);
      for (var action :
          List.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")) {
        assertThat(allowed(function, "dynamodb:" + action)).as(name).isEqualTo(tables);
      }
      assertThat(allowed(function, "logs:CreateLogStream")).isEqualTo(Set.of(logs.orElseThrow()));
      assertThat(allowed(function, "logs:PutLogEvents")).isEqualTo(Set.of(logs.orElseThrow()));
      // Traces have no resource that a policy could name.
      assertThat(function.role().flatMap(role -> role.find("ManagedPolicyArns")).map(Yaml::value))
          .contains(TRACES_ONLY);
    }
    assertThat(complaints).isEmpty();
  }

  private static Set<String> allowed(Function function, String action) {
    return function.policies().stream()
        .filter(
            statement ->
                statement.at("Action").items().stream().anyMatch(one -> one.text().equals(action)))
        .flatMap(statement -> statement.at("Resource").items().stream())
        .flatMap(resource -> resource.arn().stream())
        .collect(toSet());
  }

  private Set<String> told(Function function) {
    var parameters = template.yaml().at("Parameters").fields().keySet();
    var endpoint = function.variables().containsKey("LIVE_ENDPOINT") ? "LiveApi" : "AWS::NoValue";
    return Stream.concat(
            function.variables().values().stream().flatMap(variable -> variable.target().stream()),
            Stream.of(endpoint))
        .filter(target -> !parameters.contains(target) && !target.startsWith("AWS::"))
        .collect(toSet());
  }

  private static Set<String> allowed(Function function) {
    return function.permissions().stream()
        .map(permission -> permission.resource().replaceAll("/index/.*", ""))
        .collect(toSet());
  }

  /**
   * PushChanges leaves out a bad record; a fault of ours returns its batch, and counts as an error.
   */
  @Test
  void everyEventSourceOfWebhooksReportsPartialFailures() {
    for (var function : template.functions()) {
      if (function.name().equals("PushChanges")) {
        continue;
      }
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
    assertThat(function("RelayChanges").events("DynamoDB")).hasSize(2);
    for (var source : function("RelayChanges").events("DynamoDB")) {
      assertThat(source.at("BisectBatchOnFunctionError").value()).isEqualTo(true);
      assertThat(source.at("MaximumRetryAttempts").number()).as("without a bound").isEqualTo(-1);
      assertThat(source.at("MaximumRecordAgeInSeconds").number()).isBetween(3_600, 72_000);
      assertThat(source.at("StartingPosition").text()).isEqualTo("TRIM_HORIZON");
      var destination = source.at("DestinationConfig", "OnFailure");
      assertThat(destination.at("Type").text()).isEqualTo("S3");
      assertThat(destination.at("Destination").target()).contains("RelayDeadLetterBucket");
    }
  }

  /**
   * The stream has one mapping for each of its readers: what one cannot do, the other still does.
   */
  @Test
  void thePushToWebPagesHoldsUpNoWebhookAndGivesUpWithinMinutes() {
    var push = function("PushChanges").events("DynamoDB").getFirst();
    assertThat(push.at("Stream").target()).contains("PresenceTable");
    assertThat(push.at("MaximumRetryAttempts").number()).isBetween(1, 10);
    assertThat(push.at("MaximumRecordAgeInSeconds").number()).isBetween(60, 600);
    assertThat(push.at("Enabled").value()).isEqualTo(choice("PushesLive", true, false));
  }

  /** LocalStack's free edition has no WebSocket APIs, and a deployment without pages needs none. */
  @Test
  void withoutLivePushThereIsNoWebSocketApi() {
    var resources = template.yaml().at("Resources").fields();
    assertThat(template.yaml().at("Conditions", "PushesLive", "Fn::Equals").value())
        .isEqualTo(List.of(Map.of("Ref", "LivePush"), "Enabled"));
    assertThat(resources.values())
        .filteredOn(resource -> resource.at("Type").text().startsWith("AWS::ApiGatewayV2::"))
        .hasSizeGreaterThan(7)
        .allMatch(resource -> resource.at("Condition").text().equals("PushesLive"));
    for (var permission : List.of("ConnectLive", "DisconnectLive", "ReceiveLiveMessage")) {
      assertThat(resources.get(permission + "Permission").at("Condition").text())
          .isEqualTo("PushesLive");
    }
  }

  /** The query string of $connect has the token. */
  @Test
  void theWebSocketApiLogsNoRequestsAndIsThrottled() {
    var stage = template.resources("AWS::ApiGatewayV2::Stage").get("LiveStage");
    assertThat(stage.find("AccessLogSettings")).isEmpty();
    assertThat(stage.at("DefaultRouteSettings").fields())
        .containsOnlyKeys("ThrottlingRateLimit", "ThrottlingBurstLimit");
    assertThat(stage.at("RouteSettings", "$connect").fields())
        .containsOnlyKeys("ThrottlingRateLimit", "ThrottlingBurstLimit");
    assertThat(template.yaml().at("Resources", "LiveStage", "DependsOn").text())
        .as("a stage's settings may name only routes that exist")
        .isEqualTo("ConnectLiveRoute");
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
        // A throttled function receives once per visibility timeout.
        assertThat(
                redrive.at("maxReceiveCount").number()
                    * template.number(queue.at("VisibilityTimeout")))
            .as("a day of throttling makes no dead letter of %s", name)
            .isGreaterThanOrEqualTo(A_DAY);
        assertThat(redrive.at("maxReceiveCount").number()).isLessThanOrEqualTo(MOST_RECEIVES);
        assertThat(template.number(queue.at("MessageRetentionPeriod"))).isGreaterThan(2 * A_DAY);
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

  /** Unlike reserved concurrency, it takes nothing from an account that has ten. */
  @Test
  void everyReaderOfAQueueHasACapThatAParameterCanLowerToTheLeast() {
    for (var function : template.functions()) {
      for (var source : function.events("SQS")) {
        var most = source.at("ScalingConfig", "MaximumConcurrency");
        assertThat(template.number(most)).isBetween(FEWEST, 1_000);
        assertThat(least(most)).as(function.logicalName()).isEqualTo(FEWEST);
      }
    }
  }

  /** They exceed the ten executions of a new account even with the lowest caps. */
  @Test
  void theManualSaysWhatTheFunctionsBehindTheApiCanUseTogether() throws IOException {
    int queues = 0;
    int atLeast = 0;
    int shards = 0;
    int scheduled = 0;
    for (var function : template.functions()) {
      for (var source : function.events("SQS")) {
        var most = source.at("ScalingConfig", "MaximumConcurrency");
        queues += template.number(most);
        atLeast += least(most);
      }
      for (var source : function.events("DynamoDB")) {
        shards += source.find("ParallelizationFactor").map(Yaml::number).orElse(1);
      }
      scheduled += function.events("Schedule").size();
    }
    assertThat(Files.readString(House.ROOT.resolve("docs/deploy.md")).replace('\n', ' '))
        .contains(
            "%d + %d + %d = %d".formatted(queues, shards, scheduled, queues + shards + scheduled))
        .contains(
            "%d + %d + %d = %d"
                .formatted(atLeast, shards, scheduled, atLeast + shards + scheduled));
  }

  private int least(Yaml value) {
    return template.yaml().at("Parameters", value.target().orElseThrow(), "MinValue").number();
  }

  @Test
  void theManualHasEveryParameterWithItsDefault() throws IOException {
    var rows =
        Files.readString(House.ROOT.resolve("docs/deploy.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .toList();
    template
        .yaml()
        .at("Parameters")
        .fields()
        .forEach(
            (name, parameter) -> {
              var value = parameter.at("Default").text();
              check(
                  rows.stream()
                      .map(row -> row.split(" \\| ", 3))
                      .anyMatch(
                          cells ->
                              cells[0].contains("`" + name + "`")
                                  && cells[1]
                                      .replace("`", "")
                                      .equals(value.isEmpty() ? "none" : value)),
                  "docs/deploy.md does not say that %s is \"%s\" by default",
                  name,
                  value);
            });
    assertThat(complaints).isEmpty();
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
              if (SHORT_LIVED.contains(name)) {
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

  /** Each request of each caller writes there, and each connection. */
  @Test
  void aShortLivedTableHasNoStream() {
    for (var table : SHORT_LIVED) {
      assertThat(template.resources(TABLE).get(table).find("StreamSpecification")).isEmpty();
    }
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
    assertThat(responses.fields()).containsKeys("DEFAULT_4XX", "THROTTLED");
    // What Lambda says instead of an answer is no fault that a caller could find in the request.
    for (var fault :
        List.of(
            "DEFAULT_5XX",
            "INTEGRATION_FAILURE",
            "INTEGRATION_TIMEOUT",
            "AUTHORIZER_FAILURE",
            "AUTHORIZER_CONFIGURATION_ERROR")) {
      assertThat(responses.at(fault, "StatusCode").number()).as(fault).isEqualTo(503);
    }
    responses
        .fields()
        .forEach(
            (name, response) -> {
              assertThat(response.at("ResponseTemplates", "application/json").text())
                  .as(name)
                  .matches(
                      "\\{\"error\":\"[^\"$]+\",\"code\":\"[a-z][a-z_]*\","
                          + "\"requestId\":\"\\$context\\.requestId\"}");
              var headers = response.at("ResponseParameters", "Headers").fields();
              assertThat(headers)
                  .as(name)
                  .containsKeys("X-Request-Id", "Access-Control-Allow-Origin")
                  .hasEntrySatisfying(
                      "Access-Control-Expose-Headers",
                      exposed ->
                          assertThat(exposed.text()).isEqualTo("'Retry-After,X-Request-Id'"));
              var status = response.find("StatusCode").map(Yaml::number).orElse(0);
              if (status == 429 || status == 503) {
                assertThat(headers).as(name).containsKey("Retry-After");
              }
            });
  }

  /**
   * With binary media types, API Gateway would hand over every body in base64, and answer so too.
   */
  @Test
  void noBodyBecomesBase64() {
    assertThat(template.yaml().at("Resources", "Api", "Properties").fields())
        .doesNotContainKey("BinaryMediaTypes");
    assertThat(template.yaml().at("Globals").fields()).doesNotContainKey("Api");
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
    assertThat(format)
        .contains("\"keyId\":\"$context.authorizer.keyId\"")
        .doesNotContain("$context.path", "requestOverride", "principalId");
  }

  /** Through the gateway's own name, no request shows the domain, nor ever the Function URL. */
  @Test
  void functionsKnowTheDomainOfTheirApiAndTheUrlOfTheIntake() {
    Object domain = Map.of("Ref", "DomainName");
    Object url = Map.of("Fn::GetAtt", List.of("IntakeUrl", "FunctionUrl"));
    assertThat(template.yaml().at("Resources", "Api", "Properties", "Variables").value())
        .isEqualTo(
            choice(
                "HasIntakeUrl",
                choice(
                    "HasDomain",
                    Map.of("domainName", domain, "intakeUrl", url),
                    Map.of("intakeUrl", url)),
                choice("HasDomain", Map.of("domainName", domain), Map.of("Ref", "AWS::NoValue"))));
  }

  /** Without reserved concurrency strangers could use up the account's. */
  @Test
  void theIntakesUrlCallsTheAliasAndIsBounded() {
    var url = template.resources("AWS::Lambda::Url").get("IntakeUrl");
    assertThat(url.at("TargetFunctionArn").target()).contains("ReceiveEngineEventsFunction");
    assertThat(url.at("Qualifier").text()).isEqualTo("live");
    assertThat(
            function("ReceiveEngineEvents").properties().at("ReservedConcurrentExecutions").value())
        .isEqualTo(
            choice(
                "HasIntakeUrl",
                Map.of("Ref", "IntakeUrlConcurrency"),
                Map.of("Ref", "AWS::NoValue")));
    assertThat(
            template.resources("AWS::Lambda::Permission").values().stream()
                .filter(permission -> permission.at("Principal").text().equals("*")))
        .allMatch(
            permission ->
                permission.find("FunctionUrlAuthType").isPresent()
                    || permission.find("InvokedViaFunctionUrl").isPresent())
        .hasSize(2);
  }

  private static Object choice(String condition, Object ifSo, Object ifNot) {
    return Map.of("Fn::If", List.of(condition, ifSo, ifNot));
  }

  @Test
  void tracesHoldNoPathsAndSoNoContacts() {
    assertThat(template.yaml().at("Resources", "Api", "Properties", "TracingEnabled").text())
        .isEqualTo("false");
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
