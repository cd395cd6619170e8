package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.Received;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a caller and a receiver see of presence, whatever it is deployed on. */
abstract class PresenceScenarios {
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

  private static String payload(Received event, String field) {
    return event.text(field);
  }

  @Test
  void aChangeOfPresenceReachesASignedWebhook() {
    scene.withSessions().subscribed().webhookOfWatcher();

    scene.says("available");

    Received event =
        scene
            .heard(
                events ->
                    events.stream().anyMatch(e -> e.body().contains("\"presence\":\"available\"")))
            .getLast();
    assertThat(event.event()).isEqualTo("presence.update");
    assertThat(payload(event, "session")).isEqualTo(scene.watcher);
    assertThat(event.body())
        .contains("\"unavailable\":false", "\"phoneNumber\":\"+" + scene.number + "\"");
    JsonNode read = scene.api.get(scene.presence("")).data();
    assertThat(read.path("presence").stringValueOpt()).contains("available");
    assertThat(read.path("subscribed").booleanValueOpt()).contains(true);
  }

  @Test
  void aRepeatedReportSendsNothing() {
    scene.withSessions().subscribed().webhookOfWatcher();
    scene.says("available");
    scene.says("available");
    scene.says("available");
    scene.says("unavailable");

    List<Received> events =
        scene.heard(
            seen -> seen.stream().anyMatch(e -> e.body().contains("\"previous\":\"available\"")));

    assertThat(events.stream().filter(e -> e.body().contains("\"presence\":\"available\"")))
        .hasSize(1);
    assertThat(scene.api.get(scene.presence("")).data().path("lastSeen").stringValueOpt())
        .isPresent();
  }

  @Test
  void everyChangeIsInTheHistoryAndInTheOnlineTimes() {
    scene.withSessions().subscribed();
    // The subscription takes over that the contact is unavailable.
    List<String> words = List.of("unavailable", "available", "unavailable", "available");
    words.stream().skip(1).forEach(scene::says);
    Instant to = Instant.now();

    await().atMost(Scene.SOON).until(() -> history("").size() == words.size());

    List<JsonNode> changes = history("");
    assertThat(changes)
        .extracting(change -> change.path("presence").stringValue())
        .containsExactlyElementsOf(words.reversed());
    assertThat(changes)
        .extracting(change -> change.path("seq").longValue())
        .containsExactly(4L, 3L, 2L, 1L);
    assertThat(history("?limit=2")).isEqualTo(changes.subList(0, 2));
    assertThat(history("?to=" + changes.get(1).path("at").stringValue()))
        .isEqualTo(changes.subList(2, 4));
    assertThat(history("?from=" + changes.get(1).path("at").stringValue()))
        .isEqualTo(changes.subList(0, 2));
    JsonNode online = scene.api.get(scene.presence("/online")).data();
    List<JsonNode> intervals = online.path("intervals").valueStream().toList();
    assertThat(intervals)
        .extracting(interval -> interval.path("from"))
        .containsExactly(changes.get(2).path("at"), changes.get(0).path("at"));
    assertThat(intervals.getFirst().path("to")).isEqualTo(changes.get(1).path("at"));
    assertThat(intervals.getLast().has("to")).isFalse();
    assertThat(online.path("unknownSeconds").longValue()).isPositive();
    assertThat(scene.api.get(scene.presence("/online?to=" + to)).data().path("to").stringValue())
        .isEqualTo(to.toString());
    assertThat(scene.api.get(scene.presence("/online?from=" + to + "&to=" + to)).problem())
        .isEqualTo("400 invalid_value");
  }

  private List<JsonNode> history(String query) {
    return scene.api.get(scene.presence("/history" + query)).list();
  }

  @Test
  void typingThatIsNotRenewedEndsAfter25SecondsOnReadsAndAsAnEvent() {
    scene.withSessions().subscribed().webhookOfWatcher();
    scene.says("available");
    String chat = lidOf(scene.watcher);

    assertThat(
            scene
                .api
                .post(
                    "/api/sessions/" + scene.contact + "/messages/typing",
                    json("{'chatId':'%s'}".formatted(chat)))
                .status())
        .isEqualTo(200);

    JsonNode typing = scene.api.get(scene.presence("")).data();
    assertThat(typing.path("presence").stringValueOpt()).contains("composing");
    assertThat(typing.path("expiresAt").stringValueOpt()).isPresent();
    Received began =
        scene
            .heard(
                events ->
                    events.stream().anyMatch(e -> e.body().contains("\"state\":\"composing\"")))
            .getLast();
    assertThat(began.body()).doesNotContain("\"unavailable\"");
    Received ended =
        scene
            .heard(
                events -> events.stream().anyMatch(e -> e.body().contains("\"state\":\"paused\"")))
            .getLast();
    assertThat(ended.body()).contains("\"presence\":\"available\"", "\"previous\":\"composing\"");
    assertThat(scene.api.get(scene.presence("")).data().path("presence").stringValueOpt())
        .contains("available");
  }

  @Test
  void manyClientsChangingOneContactAtOnceMakeAGaplessSeq() {
    scene.withSessions().subscribed().webhookOfWatcher();
    var refused = new AtomicInteger();
    try (var clients = Executors.newFixedThreadPool(scene.clients())) {
      for (int i = 0; i < 3 * scene.clients(); i++) {
        String word = i % 2 == 0 ? "available" : "unavailable";
        clients.submit(
            () -> {
              int status =
                  scene
                      .api
                      .post(
                          "/api/sessions/" + scene.contact + "/presence",
                          json("{'presence':'%s'}".formatted(word)))
                      .status();
              if (status != 200) {
                refused.incrementAndGet();
              }
            });
      }
    }
    assertThat(refused).hasValue(0);
    long last =
        scene
            .api
            .get(scene.presence(""))
            .data()
            .path("seq")
            .decimalValueOpt()
            .orElseThrow()
            .longValueExact();

    List<Received> events =
        scene.heard(seen -> seen.stream().anyMatch(e -> e.seq().orElse(0) == last));

    long first = events.getFirst().seq().orElseThrow();
    assertThat(events.stream().mapToLong(e -> e.seq().orElseThrow()))
        .containsExactlyElementsOf(LongStream.rangeClosed(first, last).boxed().toList());
    assertThat(first).isLessThanOrEqualTo(2);
  }

  @Test
  void aSubscriptionThatEndedIsSilent() {
    scene.withSessions().subscribed().webhookOfWatcher();
    assertThat(scene.api.delete(scene.presence("/subscribe")).status()).isEqualTo(200);
    assertThat(scene.api.delete(scene.presence("/subscribe")).status()).isEqualTo(200);
    scene.says("available");
    scene.subscribed();

    List<Received> events =
        scene.heard(
            seen -> seen.stream().anyMatch(e -> e.body().contains("\"presence\":\"available\"")));

    assertThat(events.stream().filter(e -> e.body().contains("\"presence\":\"available\"")))
        .hasSize(1);
    assertThat(scene.api.get("/api/sessions/" + scene.watcher + "/subscriptions").list())
        .hasSize(1);
  }

  @Test
  void aFilterLetsThroughWhatItNames() {
    scene
        .withSessions()
        .subscribed()
        .webhook(
            ",'session':'%s','filter':{'presences':['unavailable'],'contacts':['+%s']}"
                .formatted(scene.watcher, scene.number));
    scene.says("available");
    scene.says("unavailable");
    scene.says("available");
    scene.says("unavailable");

    List<Received> events =
        scene.heard(
            seen ->
                seen.stream().filter(e -> e.body().contains("\"previous\":\"available\"")).count()
                    >= 2);

    assertThat(events).allMatch(e -> e.body().contains("\"presence\":\"unavailable\""));
  }

  @Test
  void startingAndStoppingASessionIsAnEvent() {
    scene.webhook(",'events':['session.status']");
    scene.withSessions();
    scene.api.post("/api/sessions/" + scene.contact + "/stop", "");

    List<Received> events =
        scene
            .heard(seen -> seen.stream().filter(e -> e.body().contains(scene.contact)).count() >= 2)
            .stream()
            .filter(e -> e.body().contains(scene.contact))
            .toList();

    assertThat(events.getFirst().text("status")).isEqualTo("CONNECTED");
    assertThat(events.getLast().text("statusReason")).isEqualTo("MANUAL_STOP");
  }

  @Test
  void typingIntoAGroupIsSeenBySubscribersOfTheGroup() {
    scene.withSessions();
    String group = "1203" + scene.number + "@g.us";
    String path = "/api/sessions/" + scene.watcher + "/presence/" + group.replace("@", "%40");
    scene.webhookOfWatcher();
    assertThat(scene.api.post(path + "/subscribe", "{}").status()).isEqualTo(200);

    scene.api.post(
        "/api/sessions/" + scene.contact + "/messages/typing",
        json("{'chatId':'%s','state':'recording'}".formatted(group)));

    Received event = scene.heard(1).getFirst();
    assertThat(event.body())
        .contains("\"media\":\"audio\"", "\"from\":{\"id\":\"" + group + "\"}", "\"sender\":{");
    JsonNode read = scene.api.get(path).data();
    assertThat(read.path("presence").stringValueOpt()).contains("recording");
    assertThat(read.path("participants")).hasSize(1);
    assertThat(read.path("onlineCount").decimalValueOpt().orElseThrow().intValueExact())
        .isEqualTo(1);
  }

  @Test
  void manyContactsAreSubscribedListedAndAskedForAtOnce() {
    scene.withSessions();
    Answer many =
        scene.api.post(
            "/api/sessions/" + scene.watcher + "/subscriptions",
            json("{'chatIds':['%s','5511000000001@c.us','nonsense']}".formatted(scene.number)));
    scene.says("available");

    assertThat(many.data().path("subscribed")).hasSize(2);
    assertThat(many.data().path("failed")).hasSize(1);
    List<JsonNode> all = scene.api.get("/api/sessions/" + scene.watcher + "/presence").list();
    assertThat(all).hasSize(2);
    Answer page = scene.api.get("/api/sessions/" + scene.watcher + "/presence?limit=1");
    String cursor = page.body().path("nextCursor").stringValueOpt().orElseThrow();
    Answer next =
        scene.api.get("/api/sessions/" + scene.watcher + "/presence?limit=1&cursor=" + cursor);
    assertThat(List.of(page.list().getFirst(), next.list().getFirst())).isEqualTo(all);
    assertThat(next.body().path("nextCursor").stringValueOpt()).isEmpty();
    Answer asked =
        scene.api.post(
            "/api/sessions/" + scene.watcher + "/presence/query",
            json(
                "{'chatIds':['+5511000000002','%s','%s@s.whatsapp.net']}"
                    .formatted(scene.number, scene.number)));
    assertThat(asked.list())
        .extracting(contact -> contact.path("presence").stringValueOpt().orElse(""))
        .containsExactly("unknown", "available");
  }

  @Test
  void aReaderThatKnowsTheStateIsTold304() {
    scene.withSessions().subscribed();
    String path = scene.presence("");
    String tag = scene.api.get(path).header("ETag").orElseThrow();

    assertThat(scene.api.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    scene.says("available");
    assertThat(scene.api.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    String since = scene.api.get(path).data().path("updatedAt").stringValueOpt().orElseThrow();
    assertThat(scene.api.get("/api/sessions/" + scene.watcher + "/presence?since=" + since).list())
        .isEmpty();
    scene.says("unavailable");
    assertThat(scene.api.get("/api/sessions/" + scene.watcher + "/presence?since=" + since).list())
        .hasSize(1);
  }

  private String lidOf(String session) {
    return scene
        .api
        .get("/api/sessions/" + session)
        .data()
        .path("lid")
        .stringValueOpt()
        .orElseThrow();
  }
}
