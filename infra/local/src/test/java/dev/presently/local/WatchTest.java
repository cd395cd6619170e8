package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WatchTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void changesArePrintedUntilItClosesAndItsWebhookIsDeletedThen() throws Exception {
    try (var runner = LocalRunner.start(RunnerOptions.of(Path.of("../../template.yaml")));
        var client = HttpClient.newHttpClient()) {
      var api =
          new Object() {
            HttpResponse<String> send(String method, String path, String body) throws Exception {
              return client.send(
                  HttpRequest.newBuilder(URI.create(runner.baseUrl() + "/api" + path))
                      .header("Authorization", "Bearer " + runner.apiKey().orElseThrow())
                      .header("Content-Type", "application/json")
                      .method(method, BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
            }
          };
      api.send("POST", "/sessions", "{\"name\":\"desk\"}");
      var line =
          CommandLine.parse(
              List.of(
                  "watch",
                  "desk",
                  "--url",
                  runner.baseUrl() + "/",
                  "--key",
                  runner.apiKey().orElseThrow()));
      var watch = Watch.start(line, out);
      assertThat(api.send("GET", "/webhooks", "").body()).contains("./presently watch");

      api.send("POST", "/sessions/desk/start", "");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> printed().contains("session.status   CONNECTED"));
      watch.close();

      assertThat(api.send("GET", "/webhooks", "").body()).doesNotContain("./presently watch");
      var unknown = CommandLine.parse(List.of("watch", "none", "--url", runner.baseUrl() + ""));
      assertThatThrownBy(() -> Watch.start(unknown, out))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("Cannot watch none: ");
    }
  }

  @Test
  void theKeyOfTheRunnerIsSentToThisMachineOnly() {
    for (var host : List.of("presently.example", "127.0.0.1.example", "192.168.0.7")) {
      var line = CommandLine.parse(List.of("watch", "desk", "--url", "http://" + host + ":1"));

      assertThatThrownBy(() -> Watch.start(line, out))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "The key of the local runner is not sent to " + host + ": choose one with --key.");
    }
  }

  @Test
  void nothingThatAnswersIsSaid() {
    var url = "http://127.0.0.1:" + LoopbackAddress.freePort();
    var line = CommandLine.parse(List.of("watch", "desk", "--url", url));

    assertThatThrownBy(() -> Watch.start(line, out))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "Nothing answers at " + url + ": start ./presently up, or choose another with --url.");
  }

  @Test
  void aChangeIsALine() {
    assertThat(
            line(
                "{'event':'presence.update','timestamp':'2026-01-15T10:30:00Z','payload':{"
                    + "'chatId':'5511999999999@s.whatsapp.net','presence':'available',"
                    + "'previous':'composing','state':'paused'}}"))
        .endsWith(
            "  presence.update  5511999999999@s.whatsapp.net  composing -> available"
                + " (stopped typing)");
    assertThat(
            line(
                "{'event':'presence.update','timestamp':'2026-01-15T10:30:00Z','payload':{"
                    + "'chatId':'120363000000000001@g.us','presence':'recording',"
                    + "'previous':'available','sender':{'phoneNumber':'+5511999999999'}}}"))
        .endsWith("  +5511999999999 in 120363000000000001@g.us  available -> recording");
    assertThat(
            line(
                "{'event':'session.status','timestamp':'2026-01-15T10:30:00Z',"
                    + "'payload':{'status':'CONNECTING','statusReason':'SCAN_QR'}}"))
        .endsWith("  session.status   CONNECTING SCAN_QR");
  }

  private static String line(String json) {
    return Watch.line(JsonMapper.shared().readTree(json.replace('\'', '"')));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
