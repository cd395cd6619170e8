package dev.presently.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program {@code aws} whose commands end at a local runner: its buckets, queues and functions.
 */
record AwsCliStub(
    HttpServer server,
    Path path,
    LocalRunner runner,
    Template template,
    Clients clients,
    Buckets buckets)
    implements AutoCloseable {
  private static final String PROGRAM =
      """
      #!/usr/bin/env bash
      body=/dev/null
      for argument; do [[ "$argument" != fileb://* ]] || body=${argument#fileb://}; done
      call() { curl -sf --data-binary "@$body" -H "X-Command: $command" %s "$@"; }
      command="$*"
      case "$1 $2" in
        "s3api get-object" | "lambda invoke") call -o "${@: -1}" && echo '{"StatusCode": 200}' ;;
        *) call ;;
      esac
      """;

  static AwsCliStub start(Path directory, LocalRunner runner, Template template)
      throws IOException {
    var server = HttpServer.create(LoopbackAddress.at(0), 0);
    var path = Files.createDirectory(directory.resolve("bin"));
    var program = path.resolve("aws");
    Files.writeString(
        program, PROGRAM.formatted("http://127.0.0.1:" + server.getAddress().getPort()));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be executed");
    }
    var stub =
        new AwsCliStub(
            server,
            path,
            runner,
            template,
            Clients.of(runner.dynamoDbEndpoint(), runner.sqsEndpoint()),
            new Buckets(directory.resolve("data").resolve("buckets")));
    server.createContext("/", stub::answer);
    server.start();
    return stub;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var answer = answer(exchange.getRequestHeaders().getFirst("X-Command"), body);
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] answer(String command, byte[] body) throws IOException {
    var words = List.of(command.split(" ", -1));
    return switch (words.get(0) + " " + words.get(1)) {
      case "cloudformation describe-stacks" -> json(outputs());
      case "s3api list-objects-v2" -> json(Map.of("Contents", objects(after(words, "--bucket"))));
      case "s3api get-object" ->
          runner.objects(after(words, "--bucket")).get(after(words, "--key")).getBytes(UTF_8);
      case "s3api delete-object" -> {
        Files.delete(
            buckets.directory().resolve(after(words, "--bucket")).resolve(after(words, "--key")));
        yield new byte[0];
      }
      case "lambda invoke" -> invoke(after(words, "--function-name").replace(":live", ""), body);
      case "sqs receive-message" -> receive(after(words, "--queue-url"));
      case "sqs delete-message" -> {
        clients
            .queues()
            .deleteMessage(
                delete ->
                    delete
                        .queueUrl(after(words, "--queue-url"))
                        .receiptHandle(after(words, "--receipt-handle")));
        yield new byte[0];
      }
      default -> throw new IOException("unknown: " + command);
    };
  }

  private List<Map<String, String>> outputs() {
    return List.of(
        output("RelayDeadLetterBucketName", "RelayDeadLetterBucket"),
        output("RelayDeadLetterQueueUrl", queues().url("RelayDeadLetterQueue")),
        output("RelayChangesFunctionName", "RelayChangesFunction"));
  }

  private static Map<String, String> output(String key, String value) {
    return Map.of("OutputKey", key, "OutputValue", value);
  }

  private List<Map<String, String>> objects(String bucket) {
    return runner.objects(bucket).keySet().stream()
        .map(key -> Map.of("Key", key, "LastModified", Instant.EPOCH.toString()))
        .toList();
  }

  private byte[] invoke(String name, byte[] event) throws IOException {
    var definition =
        template.functions().stream()
            .filter(function -> function.name().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      return LocalFunction.load(definition, runner.environment(name))
          .call("again", JsonMapper.shared().readTree(event));
    } catch (FunctionFailed e) {
      throw new IOException(e);
    }
  }

  /** Nothing is printed when there is no message. */
  private byte[] receive(String url) {
    var messages =
        clients
            .queues()
            .receiveMessage(request -> request.queueUrl(url).visibilityTimeout(300))
            .messages()
            .stream()
            .map(
                message -> Map.of("ReceiptHandle", message.receiptHandle(), "Body", message.body()))
            .toList();
    return messages.isEmpty() ? new byte[0] : json(Map.of("Messages", messages));
  }

  void send(String queue, String body) {
    clients.queues().sendMessage(send -> send.queueUrl(queues().url(queue)).messageBody(body));
  }

  /** The relay cannot send events meanwhile. */
  void withoutDeliveryQueue(Executable play) throws Exception {
    clients.queues().deleteQueue(delete -> delete.queueUrl(queues().url("DeliveryQueue.fifo")));
    try {
      play.execute();
    } catch (Throwable e) {
      throw e instanceof Exception expected ? expected : new IllegalStateException(e);
    } finally {
      template.queues().stream()
          .filter(queue -> queue.name().equals("DeliveryQueue.fifo"))
          .forEach(queues()::create);
    }
  }

  private Queues queues() {
    return new Queues(clients.queues(), runner.sqsEndpoint().toString());
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  private static byte[] json(Object value) {
    return JsonMapper.shared().writeValueAsBytes(value);
  }

  @Override
  public void close() {
    server.stop(0);
    clients.close();
  }
}
