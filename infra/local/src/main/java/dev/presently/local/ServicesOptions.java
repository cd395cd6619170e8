package dev.presently.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * Options of {@code ./presently services}.
 *
 * @param environments the file that the functions' environments are written to
 */
record ServicesOptions(Path template, int dynamoDbPort, int sqsPort, Path environments) {
  /** This machine's name inside a container. */
  static final String HOST = "host.docker.internal";

  static ServicesOptions of(Path template, CommandLine line) {
    var environments = template.resolveSibling("infra/local/target/env.json");
    return new ServicesOptions(
        template,
        line.port("--port-dynamodb", 8000),
        line.port("--port-sqs", 9324),
        Path.of(line.value("--env-vars", environments.toString())));
  }

  /** DynamoDB's endpoint inside a container. */
  URI dynamoDb() {
    return URI.create("http://" + HOST + ":" + dynamoDbPort);
  }

  /** SQS's endpoint inside a container. */
  URI sqs() {
    return URI.create("http://" + HOST + ":" + sqsPort);
  }
}
