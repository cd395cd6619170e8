package dev.presently.local;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Names and ARNs of the template's resources in the runner: their logical ids. */
record LocalNames(JsonNode resources, String queueEndpoint) {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";

  /** Its names lead to this machine, so that no request leaves it. */
  static final String URL_SUFFIX = "localhost";

  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Region",
          REGION,
          "AWS::AccountId",
          ACCOUNT,
          "AWS::Partition",
          "aws",
          "AWS::StackName",
          "local",
          "AWS::URLSuffix",
          URL_SUFFIX);

  static String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
  }

  static String queueArn(String name) {
    return arn("sqs", name);
  }

  static String functionArn(String logicalId) {
    return arn("lambda", "function:" + logicalId);
  }

  /** The last part of an ARN; for a stream its table's name. */
  static String nameIn(String arn) {
    var last = arn.substring(arn.lastIndexOf(':') + 1);
    return last.startsWith("table/") ? last.split("/", -1)[1] : last;
  }

  /** The function's name in its ARN or in that of its alias. */
  static String functionIn(String arn) {
    return arn.split(":", -1)[6];
  }

  String queueName(String logicalId) {
    var isFifo = resources.path(logicalId).path("Properties").path("FifoQueue").asBoolean(false);
    return isFifo ? logicalId + ".fifo" : logicalId;
  }

  /** What {@code !Ref} gives for a resource or a pseudo parameter. */
  Optional<String> ref(String name) {
    return switch (type(name)) {
      case "" -> Optional.ofNullable(PSEUDO_PARAMETERS.get(name));
      case "AWS::SQS::Queue" ->
          Optional.of("%s/%s/%s".formatted(queueEndpoint, ACCOUNT, queueName(name)));
      case TemplateWebSocketApi.TYPE -> Optional.of(webSocketApi(name));
      default -> Optional.of(name);
    };
  }

  /** Of one runner alone, as its queues' port is: all functions of this JVM share an SDK. */
  private String webSocketApi(String logicalId) {
    return (logicalId + "-" + URI.create(queueEndpoint).getPort()).toLowerCase(Locale.ROOT);
  }

  /** What {@code !GetAtt} gives. */
  Optional<String> attribute(String logicalId, String attribute) {
    return switch (type(logicalId) + " " + attribute) {
      case "AWS::SQS::Queue Arn" -> Optional.of(queueArn(queueName(logicalId)));
      case "AWS::DynamoDB::Table Arn" -> Optional.of(arn("dynamodb", "table/" + logicalId));
      case "AWS::DynamoDB::Table StreamArn" ->
          Optional.of(arn("dynamodb", "table/" + logicalId + "/stream/local"));
      case "AWS::S3::Bucket Arn" -> Optional.of("arn:aws:s3:::" + logicalId);
      case "AWS::Serverless::Function Arn" -> Optional.of(functionArn(logicalId));
      default -> Optional.empty();
    };
  }

  private String type(String logicalId) {
    return resources.path(logicalId).path("Type").asString("");
  }
}
