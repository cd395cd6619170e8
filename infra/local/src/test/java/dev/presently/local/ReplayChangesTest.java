package dev.presently.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the relay gives up is relayed again by {@code infra/replay-changes}. It needs jq and curl.
 */
class ReplayChangesTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final Path SCRIPT = Path.of("..", "replay-changes");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String BUCKET = "RelayDeadLetterBucket";
  private static final String QUEUE = "RelayDeadLetterQueue";

  @TempDir Path directory;
  private final FakeReceiver receiver = FakeReceiver.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalRunner runner;
  private AwsCliStub aws;

  @BeforeEach
  void giveUpAtOnce() throws Exception {
    var template = directory.resolve("template.yaml");
    Files.writeString(
        template,
        Files.readString(TEMPLATE).replace("MaximumRetryAttempts: -1", "MaximumRetryAttempts: 0"));
    var options = RunnerOptions.of(template).withData(directory.resolve("data"));
    runner = LocalRunner.start(options);
    var read = Template.read(template, options.parameters(), runner.sqsEndpoint().toString());
    aws = AwsCliStub.start(directory, runner, read);
    post("/api/webhooks", "{\"url\":\"%s\"}".formatted(receiver.url()));
  }

  @AfterEach
  void stop() {
    aws.close();
    runner.close();
    receiver.close();
    http.close();
  }

  @Test
  void whatAnOutageGaveUpIsDeliveredOnceHoweverOftenItIsRelayedAgain() throws Exception {
    aws.withoutDeliveryQueue(
        () -> {
          post("/api/sessions", "{\"name\":\"shop\",\"start\":true}");
          await().atMost(SOON).until(() -> !runner.objects(BUCKET).isEmpty());
        });
    var givenUp = runner.objects(BUCKET);

    assertThat(replay()).contains("Relayed the records of %d objects.".formatted(givenUp.size()));

    receiver.await(1, SOON);
    assertThat(runner.objects(BUCKET)).isEmpty();
    givenUp.forEach((key, object) -> aws.buckets().put(BUCKET, key, object));
    assertThat(replay()).contains("Relayed the records of");
    await().atMost(SOON).until(() -> runner.backlog() == 0);
    assertThat(receiver.received()).singleElement().matches(event -> event.body().contains("shop"));
    assertThat(replay()).contains("Relayed the records of 0 objects.");
  }

  @Test
  void whatFailsAgainStays() throws Exception {
    aws.withoutDeliveryQueue(
        () -> {
          post("/api/sessions", "{\"name\":\"shop\",\"start\":true}");
          await().atMost(SOON).until(() -> !runner.objects(BUCKET).isEmpty());
          var givenUp = runner.objects(BUCKET);

          assertThat(replay()).contains("Not relayed: aws/lambda/");

          assertThat(runner.objects(BUCKET)).isEqualTo(givenUp);
        });
  }

  /** LocalStack's object has the records as JSON, and AWS's as a text of JSON. */
  @Test
  void aPayloadMayBeJsonOrItsText() throws Exception {
    var object = JsonMapper.shared().createObjectNode();
    object.putObject("payload").putArray("Records");
    aws.buckets().put(BUCKET, "aws/lambda/id/shard/2026/01/15/json", object.toString());
    object.put("payload", "{\"Records\":[]}");
    aws.buckets().put(BUCKET, "aws/lambda/id/shard/2026/01/15/text", object.toString());

    assertThat(replay()).contains("Relayed the records of 2 objects.");
  }

  @Test
  void aRecordInSeveralMessagesIsRelayedWhole() throws Exception {
    aws.withoutDeliveryQueue(
        () -> {
          post("/api/sessions", "{\"name\":\"shop\",\"start\":true}");
          await().atMost(SOON).until(() -> !runner.objects(BUCKET).isEmpty());
        });
    var payload =
        JsonMapper.shared()
            .readTree(runner.objects(BUCKET).values().iterator().next())
            .path("payload")
            .asString();
    var record = JsonMapper.shared().readTree(payload).path("Records").path(0).toString();
    aws.send(QUEUE, part(2, record.substring(100)));
    aws.send(QUEUE, part(1, record.substring(0, 100)));

    assertThat(replay("--queue")).contains("Relayed 1 records.");

    receiver.await(1, SOON);
    assertThat(runner.depth(QUEUE)).isZero();
  }

  private static String part(int number, String text) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("reason", "it was unreadable")
        .put("table", "RegistryTable")
        .put("sequenceNumber", "7")
        .put("part", number)
        .put("parts", 2)
        .put("record", text)
        .toString();
  }

  private void post(String path, String json) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(runner.baseUrl() + path))
            .header("Authorization", "Bearer " + runner.apiKey().orElseThrow())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
  }

  /** What the script prints. */
  private String replay(String... options) throws Exception {
    var command = new ProcessBuilder("bash", SCRIPT.toString(), "presently");
    command.command().addAll(List.of(options));
    command.environment().put("PATH", aws.path() + ":" + System.getenv("PATH"));
    var script = command.redirectErrorStream(true).start();
    var printed = new String(script.getInputStream().readAllBytes(), UTF_8);
    script.waitFor();
    return printed;
  }
}
