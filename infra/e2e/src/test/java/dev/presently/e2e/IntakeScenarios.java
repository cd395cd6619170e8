package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Received;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What engines post, and what becomes of it, whatever it is deployed on. */
abstract class IntakeScenarios {
  static final String SECRET = "what-the-engine-signs-with";
  private static final String WAHA =
      "{'id':'evt_%s','timestamp':%d,'event':'presence.update','session':'default',"
          + "'payload':{'id':'%s@c.us','presences':[{'participant':'%s@c.us','lastKnownPresence':'%s','lastSeen':null}]}}";

  private Scene scene;

  abstract Deployment deployment();

  @BeforeEach
  void begin() {
    scene = new Scene(deployment());
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private void engine(String type) {
    scene.session(
        "{'name':'%s','engine':{'type':'%s','url':'https://engine.presently.dev','webhookSecret':'%s'}}"
            .formatted(scene.watcher, type, SECRET));
    scene.webhookOfWatcher();
  }

  private Answer waha(String body) {
    return scene.api.post(
        "/api/intake/" + scene.watcher, body, "X-Webhook-Hmac", hmac("HmacSHA512", body));
  }

  private String wahaEvent(String id, long seconds, String word) {
    return wahaEvent(id, Instant.ofEpochSecond(seconds), word);
  }

  private String wahaEvent(String id, Instant at, String word) {
    return json(WAHA.formatted(id, at.toEpochMilli(), scene.number, scene.number, word));
  }

  @Test
  void aWahaBodyBecomesASignedEvent() {
    engine("waha");

    Answer answer = waha(wahaEvent("1", 1_749_996_000, "online"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().required("accepted").intValue()).isEqualTo(1);
    Received event = scene.heard(1).getFirst();
    assertThat(event.body())
        .contains("\"presence\":\"available\"", "\"previous\":\"unknown\"", "\"seq\":1");
  }

  @Test
  void theSameEventAgainAndAnOlderOneChangeNothing() {
    engine("waha");
    waha(wahaEvent("1", 1_749_996_000, "online"));
    waha(wahaEvent("2", 1_749_996_010, "offline"));
    waha(wahaEvent("1", 1_749_996_000, "online"));
    waha(wahaEvent("0", 1_749_995_000, "typing"));
    waha(wahaEvent("3", 1_749_996_020, "online"));

    assertThat(scene.heard(seen -> seen.stream().anyMatch(e -> e.seq().orElse(0) == 3)))
        .extracting(e -> e.seq().orElseThrow())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aReportAheadOfOurClockDoesNotOutdateATrueLaterOne() {
    engine("waha");
    Instant now = Instant.now();
    waha(wahaEvent("1", now.plusMillis(4_500), "online"));

    waha(wahaEvent("2", Instant.now(), "offline"));

    assertThat(scene.api.get(scene.presence("")).data().path("presence").stringValueOpt())
        .contains("unavailable");
  }

  @Test
  void nobodyIsOnlineAfterTheEngineHasDisconnected() {
    engine("waha");
    wahaStatus("1", "WORKING");
    waha(wahaEvent("2", Instant.now(), "online"));
    wahaStatus("3", "STOPPED");

    Received lost = scene.heard(2).getLast();
    assertThat(lost.body())
        .contains("\"presence\":\"unknown\"", "\"previous\":\"available\"")
        .doesNotContain("\"unavailable\":", "observedLastSeen");
    JsonNode read = scene.api.get(scene.presence("")).data();
    assertThat(read.path("presence").stringValueOpt()).contains("unknown");
    assertThat(read.path("lastSeenStatus").stringValueOpt()).contains("unknown");

    waha(wahaEvent("4", Instant.now(), "online"));
    assertThat(scene.heard(3).getLast().body()).contains("\"previous\":\"unknown\"");
  }

  private void wahaStatus(String id, String status) {
    waha(
        json(
            "{'id':'evt_%s','timestamp':%d,'event':'session.status','session':'default','payload':{'status':'%s'}}"
                .formatted(id, Instant.now().toEpochMilli(), status)));
  }

  @Test
  void aTitanBodyBecomesASignedEvent() {
    engine("titan");
    String body =
        json(
            "{'id':'evt_t','event':'presence.update','session':'x','timestamp':'2026-01-15T10:30:00Z','payload':{'from':{'phoneNumber':'+%s','lid':'81%s','mode':'pn'},'unavailable':true,'lastSeen':1768473000}}"
                .formatted(scene.number, scene.number));

    Answer answer =
        scene.api.post(
            "/api/intake/" + scene.watcher,
            body,
            "X-Webhook-Signature",
            "sha256=" + hmac("HmacSHA256", body));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(scene.heard(1).getFirst().body())
        .contains("\"lastSeen\":1768473000", "\"lid\":\"81" + scene.number + "\"");
    assertThat(
            scene
                .api
                .get("/api/sessions/" + scene.watcher + "/presence/81" + scene.number + "%40lid")
                .data()
                .path("chatId")
                .stringValueOpt())
        .contains(scene.number + "@s.whatsapp.net");
  }

  @Test
  void aWuzapiFormBecomesASignedEvent() {
    engine("wuzapi");
    String body =
        "instanceName=shop&jsonData=%7B%22type%22%3A%22ChatPresence%22%2C%22event%22%3A%7B%22Chat%22%3A%22NUMBER%40s.whatsapp.net%22%2C%22Sender%22%3A%22NUMBER%40s.whatsapp.net%22%2C%22IsFromMe%22%3Afalse%2C%22IsGroup%22%3Afalse%2C%22State%22%3A%22composing%22%2C%22Media%22%3A%22%22%7D%7D&userID=7f3c"
            .replace("NUMBER", scene.number);

    Answer answer =
        scene.api.post(
            "/api/intake/" + scene.watcher,
            body,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "x-hmac-signature",
            hmac("HmacSHA256", body));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(scene.heard(1).getFirst().body()).contains("\"state\":\"composing\"");
  }

  @Test
  void aParticipantKnownByLidAndThenByNumberTooStandsOnceAndHasStoppedTyping() {
    engine("wuzapi");
    String lid = "84" + scene.number + "@lid";
    String group = "1203" + scene.number + "@g.us";
    String typing =
        json(
            "{'type':'ChatPresence','event':{'Chat':'%s','Sender':'%s','IsGroup':true,'State':'composing'}}"
                .formatted(group, lid));
    String message =
        json(
            "{'type':'Message','event':{'Info':{'Chat':'%s','Sender':'%s','SenderAlt':'%s@s.whatsapp.net','IsGroup':true,'ID':'3EB0'}}}"
                .formatted(group, lid, scene.number));

    wuzapi(typing, "application/json");
    wuzapi(message, "application/json");

    String path = "/api/sessions/" + scene.watcher + "/presence/" + group.replace("@", "%40");
    JsonNode after = scene.api.get(path).data();
    assertThat(after.path("participants").size()).isEqualTo(1);
    assertThat(after.path("presence").stringValueOpt()).contains("available");
    assertThat(after.path("participants").path(0).path("lid").stringValueOpt()).contains(lid);

    wuzapi(typing, "application/json");
    assertThat(scene.api.get(path).data().path("onlineCount").intValue()).isEqualTo(1);
    scene.heard(
        seen ->
            seen.stream()
                .map(Received::body)
                .filter(body -> body.contains("\"state\":\"composing\""))
                .filter(body -> body.contains("\"chatId\":\"" + group))
                .filter(body -> body.contains("\"phoneNumber\":\"+" + scene.number))
                .anyMatch(body -> body.contains("\"lid\":\"84" + scene.number)));
  }

  @Test
  void theFirstByteDecidesHowABodyOfWuzapiIsRead() {
    scene.needs(Ability.UNCHANGED_FORMS);
    engine("wuzapi");
    String event =
        json(
            "{'type':'Presence','event':{'From':'%s@s.whatsapp.net','Unavailable':%b}}"
                .formatted(scene.number, false));
    String form = "jsonData=" + URLEncoder.encode(event, StandardCharsets.UTF_8);

    assertThat(wuzapi(event, "application/x-www-form-urlencoded"))
        .isEqualTo("{\"data\":{\"accepted\":1,\"ignored\":0}}");
    assertThat(wuzapi(form, "application/json"))
        .isEqualTo("{\"data\":{\"accepted\":1,\"ignored\":0}}");
  }

  private String wuzapi(String body, String mediaType) {
    return scene
        .api
        .post(
            "/api/intake/" + scene.watcher,
            body,
            "Content-Type",
            mediaType,
            "x-hmac-signature",
            hmac("HmacSHA256", body))
        .response()
        .body();
  }

  @Test
  void aBodyOfAnotherSessionOfTheEngineIsIgnored() {
    engine("waha");
    String body = wahaEvent("1", 1_749_996_000, "online").replace("default", "another");

    assertThat(waha(body).response().body()).isEqualTo("{\"data\":{\"accepted\":0,\"ignored\":1}}");
    assertThat(scene.api.get(scene.presence("")).data().path("presence").stringValueOpt())
        .contains("unknown");
  }

  @Test
  void aLoopbackSessionIsRefusedLikeAnUnknownOne() {
    scene.session("{'name':'%s'}".formatted(scene.watcher));
    String body = wahaEvent("1", 1_749_996_000, "online");

    for (String signature : List.of("", "00", hmac("HmacSHA512", body))) {
      Answer loopback =
          scene.api.post("/api/intake/" + scene.watcher, body, "X-Webhook-Hmac", signature);
      Answer unknown =
          scene.api.post("/api/intake/nobody-" + scene.number, body, "X-Webhook-Hmac", signature);

      assertThat(loopback.status()).isEqualTo(401);
      assertThat(withoutRequestId(loopback)).isEqualTo(withoutRequestId(unknown));
    }
  }

  private static String withoutRequestId(Answer answer) {
    return answer.response().body().replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  @Test
  void aWebhookSecretHasAtLeast16Characters() {
    String engine =
        "'engine':{'type':'waha','url':'https://engine.presently.dev','webhookSecret':'%s'}";
    Answer created =
        scene.api.post(
            "/api/sessions",
            json(("{'name':'%s'," + engine + "}").formatted(scene.watcher, "fifteen-letters")));
    engine("waha");
    Answer changed =
        scene.api.patch(
            "/api/sessions/" + scene.watcher, json(("{" + engine + "}").formatted("x")));

    for (Answer refused : List.of(created, changed)) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.response().body())
          .contains("\"field\":\"engine.webhookSecret\"", "16 to 128 characters");
    }
  }

  @Test
  void messagesOfEvolutionsQueueBecomeEventsInOrder() {
    scene.needs(Ability.EVOLUTION_QUEUE);
    scene.session(
        "{'name':'%s','engine':{'type':'evolution','session':'%s'}}"
            .formatted(scene.watcher, scene.watcher));
    scene.webhookOfWatcher();

    evolution("connection.update", "{'state':'open','profileName':'Shop'}");
    for (String word : List.of("available", "unavailable", "composing")) {
      evolution(
          "presence.update",
          "{'id':'%s@s.whatsapp.net','presences':{'%s@s.whatsapp.net':{'lastKnownPresence':'%s'}}}"
              .formatted(scene.number, scene.number, word));
    }

    assertThat(scene.heard(seen -> seen.stream().anyMatch(e -> e.seq().orElse(0) == 2)))
        .extracting(Received::body)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"presence\":\"available\""),
            second -> assertThat(second).contains("\"presence\":\"unavailable\""));
    JsonNode session = scene.api.get("/api/sessions/" + scene.watcher).data();
    assertThat(session.path("status").stringValueOpt()).contains("CONNECTED");
    assertThat(session.path("pushName").stringValueOpt()).contains("Shop");
  }

  private void evolution(String event, String data) {
    deployment()
        .sendFromEvolution(
            scene.watcher,
            json(
                "{'event':'%s','instance':'%s','dataType':'json','server':'evolution','data':%s}"
                    .formatted(event, scene.watcher, data)));
  }

  @Test
  void onlyASignedBodyIsTaken() {
    engine("waha");
    String body = wahaEvent("1", 1_749_996_000, "online");

    assertThat(scene.api.post("/api/intake/" + scene.watcher, body).status()).isEqualTo(401);
    assertThat(
            scene.api.post("/api/intake/" + scene.watcher, body, "X-Webhook-Hmac", "00").status())
        .isEqualTo(401);
    assertThat(
            scene
                .api
                .post(
                    "/api/intake/" + scene.watcher,
                    body + " ",
                    "X-Webhook-Hmac",
                    hmac("HmacSHA512", body))
                .status())
        .isEqualTo(401);
    assertThat(
            scene
                .api
                .post(
                    "/api/intake/nobody-" + scene.number,
                    body,
                    "X-Webhook-Hmac",
                    hmac("HmacSHA512", body))
                .status())
        .isEqualTo(401);
    assertThat(scene.api.get(scene.presence("")).data().path("presence").stringValueOpt())
        .contains("unknown");
  }

  @Test
  void aClaimedNumberWritesNothingIntoASessionThatLeftLoopback() {
    scene.session("{'name':'%s','start':true}".formatted(scene.watcher));
    scene.subscribed();
    Answer changed =
        scene.api.patch(
            "/api/sessions/" + scene.watcher,
            json(
                "{'engine':{'type':'waha','url':'https://engine.presently.dev','webhookSecret':'%s'}}"
                    .formatted(SECRET)));
    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    JsonNode before = scene.api.get(scene.presence("")).data();

    scene.session(
        "{'name':'%s','start':true,'phoneNumber':'+%s'}".formatted(scene.contact, scene.number));
    scene.says("available");
    Answer linked =
        scene.api.patch(
            "/api/sessions/" + scene.contact, json("{'lid':'81%s@lid'}".formatted(scene.number)));
    assertThat(linked.status()).as(linked.response().body()).isEqualTo(200);
    scene.says("unavailable");

    assertThat(scene.api.get(scene.presence("")).data()).isEqualTo(before);
    assertThat(scene.api.get("/api/sessions/" + scene.watcher + "/presence").list())
        .containsExactly(before);
  }

  static String hmac(String algorithm, String body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
