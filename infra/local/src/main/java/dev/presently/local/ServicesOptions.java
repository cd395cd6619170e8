package dev.presently.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * How to start the services alone.
 *
 * @param environments the file that the functions' environments are written to
 */
record ServicesOptions(Path template, int dynamoDbPort, int sqsPort, Path environments) {
  /** This machine's name inside a container. */
  static final String THIS_MACHINE = "host.docker.internal";

  static final String USAGE =
      "Usage: ./presently services [--port-dynamodb 8000] [--port-sqs 9324] [--env-vars FILE]";

  /** Reads {@code services} and its options. */
  static ServicesOptions parse(Path template, List<String> arguments) {
    var rest = new ArrayDeque<>(arguments.subList(1, arguments.size()));
    var options =
        new ServicesOptions(
            template, 8000, 9324, template.resolveSibling("infra/local/target/env.json"));
    while (!rest.isEmpty()) {
      var option = rest.removeFirst();
      options =
          switch (option) {
            case "--port-dynamodb" ->
                new ServicesOptions(
                    template,
                    CommandLine.port(option, CommandLine.value(option, rest, USAGE)),
                    options.sqsPort(),
                    options.environments());
            case "--port-sqs" ->
                new ServicesOptions(
                    template,
                    options.dynamoDbPort(),
                    CommandLine.port(option, CommandLine.value(option, rest, USAGE)),
                    options.environments());
            case "--env-vars" ->
                new ServicesOptions(
                    template,
                    options.dynamoDbPort(),
                    options.sqsPort(),
                    Path.of(CommandLine.value(option, rest, USAGE)));
            default -> throw new CannotStart("Unknown option " + option + ". " + USAGE);
          };
    }
    return options;
  }

  /** Where a function in a container finds DynamoDB. */
  URI dynamoDb() {
    return URI.create("http://" + THIS_MACHINE + ":" + dynamoDbPort);
  }

  /** Where a function in a container finds SQS. */
  URI sqs() {
    return URI.create("http://" + THIS_MACHINE + ":" + sqsPort);
  }
}
