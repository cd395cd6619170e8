package dev.presently.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints a line for each event of a session, by a webhook of its own that it deletes when it
 * closes. It receives on the loopback address, so the API has to run on this machine.
 */
final class Watch implements AutoCloseable {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST_ANSWER).build();
  private final String session;
  private final URI webhooks;
  private final String key;
  private final String hmacKey = UUID.randomUUID().toString();
  private final PrintStream out;
  private final ConsoleReceiver receiver;
  private final long webhook;

  private Watch(String session, URI url, String key, PrintStream out) throws IOException {
    this.session = session;
    this.webhooks = URI.create(url.toString().replaceAll("/+$", "") + "/api/webhooks");
    this.key = key;
    this.out = out;
    receiver =
        ConsoleReceiver.start(
            0,
            hmacKey,
            (signed, body) -> {
              if (signed) {
                out.println(line(json(body)));
              }
            });
    try {
      webhook = register();
    } catch (RuntimeException | IOException e) {
      receiver.close();
      throw e;
    }
  }

  /**
   * Registers the webhook.
   *
   * @throws CannotStart with a sentence for the user; no webhook is left
   */
  static Watch start(CommandLine line, PrintStream out) {
    var url = line.value("--url", "http://localhost:8080");
    try {
      return new Watch(
          line.words().getFirst(),
          URI.create(url),
          line.has("--key") ? line.value("--key", "") : keyOfTheRunner(URI.create(url)),
          out);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("--url needs an http or https URL, not " + url + ".", e);
    } catch (IOException e) {
      throw new CannotStart(
          "Nothing answers at " + url + ": start ./presently up, or choose another with --url.", e);
    }
  }

  /** Of the runner on this machine; it goes to no other. */
  private static String keyOfTheRunner(URI url) {
    if (url.getHost() != null && !LOOPBACK.matcher(url.getHost()).matches()) {
      throw new CannotStart(
          "The key of the local runner is not sent to "
              + url.getHost()
              + ": choose one with --key.");
    }
    var last = Path.of(System.getProperty("presently.key", "api-key"));
    var ofPort = KeyFile.ofPort(last, url.getPort());
    var file = Files.exists(ofPort) ? ofPort : last;
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "none";
    } catch (IOException e) {
      throw new CannotStart("Cannot read the API key in " + file + ": choose one with --key.", e);
    }
  }

  String greeting() {
    return "Watching " + session + "; Ctrl-C stops it.\n";
  }

  private long register() throws IOException {
    var body =
        JsonMapper.shared()
            .createObjectNode()
            .put("url", "http://127.0.0.1:" + receiver.port() + "/")
            .put("label", "./presently watch")
            .put("session", session)
            .put("hmacKey", hmacKey)
            .put("coalesce", false);
    var answer =
        send(
            request(webhooks)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    if (answer.statusCode() != 201) {
      throw new CannotStart(
          "Cannot watch "
              + session
              + ": "
              + json(answer.body()).path("error").asString("no answer"));
    }
    return json(answer.body()).path("data").path("id").longValue();
  }

  private HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url)
        .timeout(LONGEST_ANSWER)
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  /** Time of the event, its name, and what it says. */
  static String line(JsonNode event) {
    var name = event.path("event").asString("");
    var payload = event.path("payload");
    return "%s  %-15s  %s"
        .formatted(
            CLOCK.format(Instant.parse(event.path("timestamp").asString(Instant.EPOCH.toString()))),
            name,
            switch (name) {
              case "presence.update" -> presence(payload);
              case "session.status" ->
                  (payload.path("status").asString("")
                          + " "
                          + payload.path("statusReason").asString(""))
                      .strip();
              default -> payload.toString();
            });
  }

  private static String presence(JsonNode payload) {
    var sender = payload.path("sender");
    var who =
        sender.isMissingNode()
            ? ""
            : sender.path("phoneNumber").asString(sender.path("lid").asString("")) + " in ";
    var ended = payload.path("state").asString("").equals("paused") ? " (stopped typing)" : "";
    return who
        + payload.path("chatId").asString("")
        + "  "
        + payload.path("previous").asString("")
        + " -> "
        + payload.path("presence").asString("")
        + ended;
  }

  /** Deletes the webhook. */
  @Override
  public void close() {
    try {
      send(request(URI.create(webhooks + "/" + webhook)).DELETE());
    } catch (IOException e) {
      out.println("The API is gone, and the webhook with it.");
    } finally {
      receiver.close();
      client.shutdownNow();
    }
  }
}
