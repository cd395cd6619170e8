package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a page sees of a live connection. LocalStack has no WebSocket APIs. */
class LocalLiveScenariosTest {
  private static final String[] OF_THE_APP = {"Origin", "https://app.example.com"};

  private final Deployment deployment = new LocalDeployment();
  private final Scene scene = new Scene(deployment).withSessions().subscribed();
  private final String chat = scene.number + "@s.whatsapp.net";

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aPageHasASnapshotAndThenEachChange() {
    rules("");
    scene.says("unavailable");
    try (LiveClient page = page("")) {
      List<JsonNode> snapshot = page.watches(chat);
      assertThat(snapshot).containsExactly(scene.api.get(scene.presence("")).data());
      long seq = snapshot.getFirst().path("seq").asLong();

      for (String word : List.of("available", "unavailable", "available")) {
        scene.says(word);
      }
      for (String word : List.of("available", "unavailable", "available")) {
        JsonNode message = page.next("presence");
        assertThat(message.path("presence").path("presence").asString()).isEqualTo(word);
        assertThat(message.path("presence").path("seq").asLong()).isEqualTo(++seq);
        assertThat(message.path("previous").asString())
            .isEqualTo(word.equals("available") ? "unavailable" : "available");
      }

      page.says("{'type':'unwatch','chatIds':['%s']}".formatted(chat)).awaitPong();
      try (LiveClient other = page("")) {
        other.watches(chat);
        scene.says("unavailable");
        assertThat(other.nextPresence().path("seq").asLong()).isEqualTo(seq + 1);
      }
      page.awaitPong();
    }
  }

  @Test
  void aPageThatConnectsAgainHasWhatItMissed() {
    rules("");
    scene.says("available");
    long seq = scene.api.get(scene.presence("")).data().path("seq").asLong();
    String watch = "{'type':'watch','chatIds':['%s'],'since':{'%s':%d}}".formatted(chat, chat, seq);
    try (LiveClient page = page("")) {
      assertThat(page.says(watch).next("snapshot").path("presences")).isEmpty();
    }
    scene.says("unavailable");
    try (LiveClient page = page("")) {
      JsonNode missed = page.says(watch).next("snapshot").path("presences");
      assertThat(missed).hasSize(1);
      assertThat(missed.path(0).path("seq").asLong()).isEqualTo(seq + 1);
    }
  }

  @Test
  void whoIsWatchedByNumberAndLidIsToldOfOnce() {
    String lid = "84" + scene.number + "@lid";
    Answer engine =
        scene.api.patch(
            "/api/sessions/" + scene.watcher,
            json(
                "{'engine':{'type':'wuzapi','url':'https://engine.presently.dev','webhookSecret':'%s'}}"
                    .formatted(IntakeScenarios.SECRET)));
    assertThat(engine.status()).as(engine.response().body()).isEqualTo(200);
    rules("");
    engineSays(
        "{'type':'Message','event':{'Info':{'Chat':'%s','Sender':'%s','SenderAlt':'%s','IsGroup':false,'ID':'3EB0'}}}"
            .formatted(lid, lid, chat));
    try (LiveClient byBoth = page("");
        LiveClient byLid = page("")) {
      byBoth.watches(chat, lid);
      byLid.watches(lid);
      engineSays("{'type':'Presence','event':{'From':'%s','Unavailable':false}}".formatted(chat));

      assertThat(byLid.nextPresence().path("lid").asString()).isEqualTo(lid);
      assertThat(byBoth.nextPresence().path("lid").asString()).isEqualTo(lid);
      byBoth.awaitPong();
    }
  }

  private void engineSays(String text) {
    String body = json(text);
    Answer taken =
        scene.api.post(
            "/api/intake/" + scene.watcher,
            body,
            "x-hmac-signature",
            IntakeScenarios.hmac("HmacSHA256", body));
    assertThat(taken.data().path("accepted").asInt()).as(taken.response().body()).isEqualTo(1);
  }

  @Test
  void anErasedContactIsUnknownOnAPage() {
    rules("");
    scene.says("available");
    try (LiveClient page = page("")) {
      page.watches(chat);
      assertThat(scene.api.delete(scene.presence("")).status()).isEqualTo(200);

      JsonNode told = page.nextPresence();
      assertThat(told.path("presence").asString()).isEqualTo("unknown");
      assertThat(told.path("seq").asLong()).isZero();
    }
  }

  @Test
  void aWatchedGroupIsToldWithItsParticipants() {
    rules("");
    String group = "1203" + scene.number + "@g.us";
    assertThat(
            scene
                .api
                .post(
                    "/api/sessions/%s/presence/%s/subscribe"
                        .formatted(scene.watcher, group.replace("@", "%40")),
                    "{}")
                .status())
        .isEqualTo(200);
    try (LiveClient page = page("")) {
      page.watches(group);
      scene.api.post(
          "/api/sessions/" + scene.contact + "/messages/typing",
          json("{'chatId':'%s','state':'recording'}".formatted(group)));

      JsonNode told = page.nextPresence();
      assertThat(told.path("chatId").asString()).isEqualTo(group);
      assertThat(told.path("presence").asString()).isEqualTo("recording");
      assertThat(told.path("participants")).hasSize(1);
    }
  }

  @Test
  void whoMayNotConnectIsRefusedByTheHandshake() {
    rules("");
    String token = token("");
    int signature = token.lastIndexOf('.') + 1;
    String forged = token.substring(0, signature) + "A".repeat(token.length() - signature);

    assertThat(LiveClient.refusal(deployment, token, OF_THE_APP)).isEqualTo(101);
    for (String text : List.of("", "none", forged, "prs_ct_a.b.c", deployment.masterKey())) {
      assertThat(LiveClient.refusal(deployment, text, OF_THE_APP)).as(text).isEqualTo(401);
    }
    assertThat(LiveClient.refusal(deployment, token)).isEqualTo(403);
    assertThat(LiveClient.refusal(deployment, token, "Origin", "https://other.example"))
        .isEqualTo(403);
    rules(",'rateLimit':1");
    assertThat(LiveClient.refusal(deployment, token, OF_THE_APP)).isEqualTo(429);
    rules(",'enabled':false");
    assertThat(LiveClient.refusal(deployment, token, OF_THE_APP)).isEqualTo(403);
  }

  @Test
  void aMistakeIsToldAndTheConnectionStays() {
    rules(",'rateLimit':0");
    String many =
        IntStream.range(0, 201)
            .mapToObj(i -> "'55110%07d'".formatted(i))
            .collect(Collectors.joining(","));
    Map<String, String> mistakes =
        Map.of(
            "no JSON",
            "invalid_json ",
            "{}",
            "missing_field type",
            "{'type':'listen'}",
            "unknown_type type",
            "{'type':'watch'}",
            "missing_field chatIds",
            "{'type':'watch','chatIds':['nobody']}",
            "invalid_value chatIds[0]",
            "{'type':'watch','chatIds':[%s]}".formatted(many),
            "invalid_value chatIds",
            "{'type':'watch','chatIds':['5511900000009']}",
            "chat_not_allowed chatIds",
            "{'type':'watch','session':'%s','chatIds':['%s']}".formatted(scene.contact, chat),
            "forbidden session");
    try (LiveClient page = page(",'chatIds':['+%s']".formatted(scene.number))) {
      var told = new TreeMap<String, String>();
      mistakes.keySet().forEach(message -> told.put(message, page.says(message).problem()));
      assertThat(told).containsExactlyInAnyOrderEntriesOf(mistakes);
      page.saysInParts("x".repeat(33 * 1024), 16 * 1024);
      assertThat(page.problem()).isEqualTo("message_too_large ");
      page.watches(chat);
    }
  }

  @Test
  void aFloodIsEnded() throws Exception {
    rules("");
    try (LiveClient page = page("")) {
      for (int i = 0; i < 120; i++) {
        page.says("{'type':'ping'}");
      }
      for (int i = 0; i < 120; i++) {
        page.next("pong");
      }
      assertThat(page.says("{'type':'ping'}").end()).isEqualTo(4429);
    }
  }

  @Test
  void whoMayNotWatchAnyMoreIsTold() throws Exception {
    rules("");
    var admin = new Api(deployment.baseUrl(), deployment.masterKey());
    JsonNode key =
        admin.post("/admin/keys", json("{'label':'live','scopes':['presence:read']}")).data();
    try (LiveClient page = page("");
        LiveClient server = new LiveClient(deployment, key.path("key").asString())) {
      page.watches(chat);
      server
          .says("{'type':'watch','session':'%s','chatIds':['%s']}".formatted(scene.watcher, chat))
          .next("snapshot");
      rules(",'enabled':false");
      assertThat(admin.delete("/admin/keys/" + key.path("id").asString()).status())
          .isBetween(200, 204);
      scene.says("available");

      assertThat(page.end()).isEqualTo(4403);
      assertThat(server.end()).isEqualTo(4401);
    }
  }

  private void rules(String more) {
    Answer set =
        scene.api.put(
            "/api/sessions/" + scene.watcher + "/client-rules",
            json(
                "{'allowedActions':'read_presence','allowedOrigins':'https://app.example.com'"
                    + more
                    + "}"));
    assertThat(set.status()).as(set.response().body()).isEqualTo(200);
  }

  private LiveClient page(String more) {
    return new LiveClient(deployment, token(more), OF_THE_APP);
  }

  private String token(String more) {
    Answer made =
        scene.api.post(
            "/api/client-tokens",
            json("{'session':'%s','ephemeralId':'u1'%s}".formatted(scene.watcher, more)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.data().path("token").asString();
  }
}
