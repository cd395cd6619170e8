package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Nothing that the functions say, at the loudest level and whatever fails, holds a key, a body or a
 * contact's address.
 */
class LogsTest {
  private static final String MASTER = "a-master-key-that-" + Said.MARK;
  private static final String SECRET = "an-engines-secret-that-" + Said.MARK;
  private static final String PHONE = "55119" + Said.NUMBER + "1";
  private static final String OTHER = "55119" + Said.NUMBER + "2";
  private static final String LID = "1" + Said.NUMBER + "0001";
  private static final String CONTACT =
      "/api/sessions/desk/presence/" + PHONE + "%40s.whatsapp.net";
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Said said = new Said();

  @AfterEach
  void end() {
    QuotingServices.work();
    said.close();
  }

  @Test
  void noLineHoldsAKeyABodyOrAContact() {
    var options =
        RunnerOptions.of(Repository.TEMPLATE)
            .withMasterKey(MASTER)
            .withParameter("LogLevel", "debug");
    try (var runner = LocalRunner.start(options);
        var takes = FakeReceiver.start();
        var fails = FakeReceiver.start()) {
      fails.alwaysAnswer(FakeAnswer.status(500).saying("an answer that " + Said.MARK));
      Api api = new Api(runner.baseUrl(), runner.apiKey().orElseThrow());
      Api master = new Api(runner.baseUrl(), MASTER);

      whatSucceeds(api, master, takes, fails);
      whatIsRefused(api, runner.baseUrl());
      whatNobodyCanRead(runner);
      whatTheFunctionsBehindCannotStore(api);
      whatTheRelayCannotTell(api);
      whatTheApiCannotStore(api, master, runner.baseUrl(), takes);
    }

    assertThat(said.unsayable()).isEmpty();
    assertThat(said.text()).contains("\"lane\":\"", "\"fault\":\"", "\"at\":[\"");
    assertThat(QuotingServices.quoted())
        .as("the faults had something to give away")
        .anyMatch(message -> message.contains(SECRET))
        .anyMatch(message -> message.contains("a-webhook-key-that-" + Said.MARK))
        .anyMatch(message -> message.contains("\"payload\""))
        .anyMatch(message -> message.contains(PHONE));
  }

  @Test
  void theLinesOfRelayAndSenderHoldTheIdOfTheRequestThatCausedThem() {
    try (var runner =
            LocalRunner.start(
                RunnerOptions.of(Repository.TEMPLATE).withParameter("LogLevel", "info"));
        var takes = FakeReceiver.start()) {
      Api api = new Api(runner.baseUrl(), runner.apiKey().orElseThrow());
      session(api, "'name':'sales','start':true,'phoneNumber':'+%s'".formatted(PHONE));
      session(api, "'name':'desk','start':true");
      webhook(api, takes, ",'coalesce':false");
      expect(200, api.post(CONTACT + "/subscribe", ""));

      Answer direct = say(api, "available");
      Answer queued = say(202, api, "unavailable", "Prefer", "respond-async");

      for (Answer answer : List.of(direct, queued)) {
        String id = answer.header("X-Request-Id").orElseThrow();
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(said.text().lines().filter(line -> line.contains(id)))
                        .anyMatch(line -> line.contains("\"message\":\"answered\""))
                        .anyMatch(line -> line.contains("\"message\":\"sent\""))
                        .anyMatch(line -> line.contains("\"message\":\"attempt\"")));
      }
      assertThat(takes.received()).noneMatch(sent -> sent.body().contains("requestId"));
    }
  }

  private void whatSucceeds(Api api, Api master, FakeReceiver takes, FakeReceiver fails) {
    session(api, "'name':'sales','start':true,'phoneNumber':'+%s'".formatted(PHONE));
    session(api, "'name':'desk','start':true,'pushName':'a name that %s'".formatted(Said.MARK));
    expect(201, api.post("/api/sessions", engine("shop", OTHER)));
    long first = webhook(api, takes, ",'coalesce':false");
    webhook(api, fails, ",'retries':{'attempts':1,'delaySeconds':1}");
    webhook(api, fails, ",'retries':{'attempts':20,'delaySeconds':1,'policy':'constant'}");
    expect(
        200,
        api.patch(
            "/api/webhooks/" + first,
            json("{'hmacKey':'another-webhook-key-that-%s'}".formatted(Said.MARK))));
    expect(200, api.post("/api/webhooks/" + first + "/test", ""));

    expect(200, api.post(CONTACT + "/subscribe", ""));
    say(api, "available", "Idempotency-Key", "a-name-that-" + Said.MARK);
    expect(
        200,
        api.post(
            "/api/sessions/desk/messages/typing",
            json("{'chatId':'%s@s.whatsapp.net'}".formatted(PHONE))));
    expect(200, intake(api, PHONE + "@c.us"));
    expect(200, intake(api, LID + "@lid"));
    expect(200, api.get(CONTACT));
    JsonNode key =
        expect(201, master.post("/admin/keys", json("{'label':'x','scopes':['*']}"))).data();
    expect(200, master.delete("/admin/keys/" + key.path("id").stringValueOpt().orElseThrow()));

    takes.await(3, SOON);
    waitFor("\"message\":\"answered\"", "\"message\":\"relayed\"", "\"delivery\":\"delivered\"");
    waitFor("\"delivery\":\"dead\"", "\"delivery\":\"retrying\"");
  }

  private static void whatIsRefused(Api api, URI baseUrl) {
    expect(
        400,
        api.post("/api/sessions/sales/presence", json("{'presence':'%s'}".formatted(Said.MARK))));
    expect(400, api.post("/api/sessions/sales/presence", "{\"" + Said.MARK));
    expect(400, api.get("/api/sessions/desk/presence/" + PHONE + PHONE + "%40lid"));
    expect(
        400,
        api.post(
            "/api/sessions/desk/presence/query", json("{'chatIds':['x%s']}".formatted(PHONE))));
    expect(
        400,
        api.post(
            "/api/webhooks",
            json("{'url':'https://receiver.example','hmacKey':'%s'}".formatted(Said.MARK))));
    expect(
        400,
        api.post(
            "/api/webhooks",
            json(
                "{'url':'https://receiver.example/','headers':[{'name':'Host','value':'%s'}]}"
                    .formatted(Said.MARK))));
    expect(401, api.post("/api/intake/shop", "{\"from\":\"" + PHONE + "@c.us\"}"));
    expect(400, signed(api, "{\"from\":\"" + PHONE + "@c.us\""));
    expect(401, new Api(baseUrl, "prs_" + "Q".repeat(51)).get(CONTACT));
    expect(401, new Api(baseUrl, "a-key-that-" + Said.MARK).get(CONTACT));
    expect(403, new Api(baseUrl, MASTER).get(CONTACT));
  }

  private void whatNobodyCanRead(LocalRunner runner) {
    Map<String, String> relay = runner.environment("RelayChangesFunction");
    try (var tables = tables(runner)) {
      tables.putItem(
          put ->
              put.tableName(relay.get("PRESENCE_TABLE"))
                  .item(
                      Map.of(
                          "pk", AttributeValue.fromS("desk"),
                          "sk", AttributeValue.fromS(PHONE + "0@s.whatsapp.net"),
                          "revision", AttributeValue.fromN("1"),
                          "seq", AttributeValue.fromS(PHONE + Said.MARK))));
    }
    waitFor("a record cannot be read and was set aside");
  }

  private void whatTheFunctionsBehindCannotStore(Api api) {
    QuotingServices.failToWriteFor(
        "SendWebhookFunction",
        "RetryDeliveriesFunction",
        "ExpireActivityFunction",
        "RunCommandFunction");
    say(api, "unavailable");
    expect(
        202,
        api.post(
            "/api/sessions/desk/presence/" + OTHER + "%40s.whatsapp.net/subscribe",
            "",
            "Prefer",
            "respond-async"));
    expect(200, intakeOf(api, PHONE + "@c.us", "typing"));
    waitFor(
        "a lane stopped",
        "a retry was not done",
        "a timer was not settled",
        "\"operation\":\"runCommand\"");
    QuotingServices.work();
  }

  private void whatTheRelayCannotTell(Api api) {
    QuotingServices.failFor("RelayChangesFunction");
    say(api, "available");
    waitFor("events were not sent");
    QuotingServices.failToWriteFor("RelayChangesFunction");
    waitFor("delivery queue failed");
    QuotingServices.work();
  }

  private static void whatTheApiCannotStore(Api api, Api master, URI baseUrl, FakeReceiver takes) {
    JsonNode key =
        expect(201, master.post("/admin/keys", json("{'label':'x','scopes':['*']}"))).data();
    QuotingServices.failToWriteFor(
        "CreateKeyFunction",
        "CreateSessionFunction",
        "CreateWebhookFunction",
        "UpdateWebhookFunction",
        "SetPresenceFunction",
        "ReceiveEngineEventsFunction");
    expect(503, master.post("/admin/keys", json("{'label':'x','scopes':['*']}")));
    expect(503, api.post("/api/sessions", engine("more", OTHER)));
    expect(503, api.post("/api/webhooks", webhook(takes, "")));
    expect(503, api.patch("/api/webhooks/1", json("{'label':'more'}")));
    expect(503, api.post("/api/sessions/sales/presence", json("{'presence':'unavailable'}")));
    expect(503, intake(api, OTHER + "@c.us"));
    QuotingServices.failFor("AuthorizeFunction", "GetPresenceFunction");
    expect(503, new Api(baseUrl, key.path("key").stringValueOpt().orElseThrow()).get(CONTACT));
    expect(503, api.get(CONTACT));
    QuotingServices.work();
  }

  /** Wrong on purpose: each of these is found where somebody says it. */
  @Test
  void theScanFindsWhatMustNotBeSaid() {
    List<String> wrong =
        List.of(
            SECRET,
            PHONE,
            "12345678@s.whatsapp.net",
            "12345678%40lid",
            "prs_" + "Q".repeat(51),
            "whsec_YQ==",
            "Authorization: Bearer x",
            "{\"event\":\"presence.update\",\"payload\":{}}");
    Log log = Log.from("info");

    for (String each : wrong) {
      log.info("said", line -> line.put("what", each));
    }

    assertThat(said.text().lines()).hasSize(wrong.size());
    assertThat(said.unsayable()).hasSize(wrong.size());
  }

  private static void session(Api api, String fields) {
    expect(201, api.post("/api/sessions", json("{" + fields + "}")));
  }

  private static String engine(String name, String phoneNumber) {
    return json(
        "{'name':'%s','phoneNumber':'+%s','engine':{'type':'waha','url':'https://engine.presently.dev','apiKey':'a-key-that-%s','webhookSecret':'%s'}}"
            .formatted(name, phoneNumber, Said.MARK, SECRET));
  }

  private static long webhook(Api api, FakeReceiver receiver, String fields) {
    Answer made = expect(201, api.post("/api/webhooks", webhook(receiver, fields)));
    return made.data().path("id").decimalValueOpt().orElseThrow().longValueExact();
  }

  private static String webhook(FakeReceiver receiver, String fields) {
    return json(
        "{'url':'%s/a-path-that-%s','hmacKey':'a-webhook-key-that-%s','headers':[{'name':'X-Token','value':'a-value-that-%s'}]%s}"
            .formatted(receiver.url(), Said.MARK, Said.MARK, Said.MARK, fields));
  }

  private static Answer say(Api api, String word, String... headers) {
    return say(200, api, word, headers);
  }

  private static Answer say(int status, Api api, String word, String... headers) {
    return expect(
        status,
        api.post(
            "/api/sessions/sales/presence", json("{'presence':'%s'}".formatted(word)), headers));
  }

  private static Answer intake(Api api, String contact) {
    return intakeOf(api, contact, "online");
  }

  private static Answer intakeOf(Api api, String contact, String word) {
    return signed(
        api,
        json(
            "{'id':'evt_%s','timestamp':%d,'event':'presence.update','session':'default','payload':{'id':'%s','presences':[{'participant':'%s','lastKnownPresence':'%s','lastSeen':null}]}}"
                .formatted(word, Instant.now().toEpochMilli(), contact, contact, word)));
  }

  private static Answer signed(Api api, String body) {
    return api.post("/api/intake/shop", body, "X-Webhook-Hmac", hmac(body));
  }

  private static Answer expect(int status, Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    return answer;
  }

  private void waitFor(String... lines) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(said.text()).contains(lines));
  }

  private static DynamoDbClient tables(LocalRunner runner) {
    return DynamoDbClient.builder()
        .endpointOverride(runner.dynamoDbEndpoint())
        .region(Region.of(runner.environment("RelayChangesFunction").get("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static String hmac(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
