package dev.presently.local;

import java.util.Map;
import java.util.Optional;

/** What the template's resources are called locally: their logical ids, at the local endpoints. */
record LocalNames(Map<?, ?> resources, String queueEndpoint) implements Intrinsics.Names {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";

  static String tableArn(String logicalId) {
    return "arn:aws:dynamodb:%s:%s:table/%s".formatted(REGION, ACCOUNT, logicalId);
  }

  static String queueArn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(REGION, ACCOUNT, name);
  }

  static String functionArn(String logicalId) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(REGION, ACCOUNT, logicalId);
  }

  /** The last part of an ARN, which for a stream is its table's name. */
  static String nameIn(String arn) {
    var last = arn.substring(arn.lastIndexOf(':') + 1);
    return last.startsWith("table/") ? last.split("/", -1)[1] : last;
  }

  /** The function's name in its ARN or that of an alias of it. */
  static String functionIn(String arn) {
    return arn.split(":", -1)[6];
  }

  String queueName(String logicalId) {
    return isFifo(logicalId) ? logicalId + ".fifo" : logicalId;
  }

  String queueUrl(String queueName) {
    return queueEndpoint + "/" + ACCOUNT + "/" + queueName;
  }

  @Override
  public Optional<String> ref(String logicalId) {
    return switch (type(logicalId)) {
      case "" -> Optional.empty();
      case "AWS::SQS::Queue" -> Optional.of(queueUrl(queueName(logicalId)));
      default -> Optional.of(logicalId);
    };
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    return switch (type(logicalId) + " " + attribute) {
      case "AWS::SQS::Queue Arn" -> Optional.of(queueArn(queueName(logicalId)));
      case "AWS::SQS::Queue QueueName" -> Optional.of(queueName(logicalId));
      case "AWS::SQS::Queue QueueUrl" -> ref(logicalId);
      case "AWS::DynamoDB::Table Arn" -> Optional.of(tableArn(logicalId));
      case "AWS::DynamoDB::Table StreamArn" -> Optional.of(tableArn(logicalId) + "/stream/local");
      case "AWS::Serverless::Function Arn" -> Optional.of(functionArn(logicalId));
      default -> Optional.empty();
    };
  }

  private String type(String logicalId) {
    return resources.get(logicalId) instanceof Map<?, ?> resource
        ? String.valueOf(resource.get("Type"))
        : "";
  }

  private boolean isFifo(String logicalId) {
    return resources.get(logicalId) instanceof Map<?, ?> resource
        && resource.get("Properties") instanceof Map<?, ?> properties
        && "true".equals(String.valueOf(properties.get("FifoQueue")));
  }
}
