package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * DynamoDB and SQS with the template's tables and queues, for functions that sam local runs in
 * containers. They listen on all addresses of this machine, because a container does not reach its
 * loopback address, and keep their state in memory.
 */
final class StandaloneServices implements AutoCloseable {
  private final ServicesOptions options;
  private final CloseStack closing;

  private StandaloneServices(ServicesOptions options, CloseStack closing) {
    this.options = options;
    this.closing = closing;
  }

  /** When it returns, both answer, and the functions' environments are written. */
  static StandaloneServices start(ServicesOptions options) {
    LoopbackAddress.requireFree(options.dynamoDbPort(), "--port-dynamodb");
    LoopbackAddress.requireFree(options.sqsPort(), "--port-sqs");
    var template =
        Template.read(
            options.template(),
            Map.of("AllowedPrivateHosts", ServicesOptions.HOST, "SnapStart", "None"),
            options.sqs().toString());
    var closing = new CloseStack();
    try {
      Services.start(
          template,
          new InetSocketAddress("0.0.0.0", options.dynamoDbPort()),
          new InetSocketAddress("0.0.0.0", options.sqsPort()),
          Optional.empty(),
          closing);
      write(options.environments(), environments(template));
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
    return new StandaloneServices(options, closing);
  }

  /** The JSON of sam local's {@code --env-vars}: each function's variables by its logical id. */
  private static String environments(Template template) {
    return JsonMapper.shared()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            template.functions().stream()
                .collect(
                    Collectors.toMap(
                        TemplateFunction::name,
                        TemplateFunction::environment,
                        (one, _) -> one,
                        TreeMap::new)));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text that is printed when both answer. */
  String greeting() {
    return """
    The services are up, on all addresses of this machine.

      DynamoDB  %s
      SQS       %s
      These are their endpoints inside a container; --env-vars of sam local: %s

    Try:

      infra/local/sam-local start-api

    It prints the file of its master key, which creates API keys (POST /admin/keys).
    Ctrl-C stops them.
    """
        .formatted(options.dynamoDb(), options.sqs(), options.environments());
  }

  @Override
  public void close() {
    closing.close();
  }
}
