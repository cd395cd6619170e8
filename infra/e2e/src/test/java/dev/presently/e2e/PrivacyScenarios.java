package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.Received;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is held about a contact can be seen as a whole, and is gone when it is erased. */
abstract class PrivacyScenarios {
  private static final String LATER_AGAIN =
      ",'retries':{'attempts':20,'delaySeconds':4,'policy':'constant'}";

  private Scene scene;

  abstract Deployment deployment();

  /** Whatever item of any table names this number, where somebody may look at the tables. */
  List<String> itemsNaming(String digits) {
    return List.of();
  }

  @BeforeEach
  void begin() {
    scene = new Scene(deployment());
  }

  @AfterEach
  void end() {
    scene.close();
  }

  /** A number that is not in any name of the scene. */
  private String another() {
    return "7" + scene.number.substring(1);
  }

  private String watched(String number, String more) {
    return "/api/sessions/" + scene.watcher + "/presence/" + number + "%40s.whatsapp.net" + more;
  }

  private List<JsonNode> deliveries(long webhook) {
    return scene.api.get("/api/webhooks/" + webhook + "/deliveries").list();
  }

  private static boolean tells(List<JsonNode> deliveries, String event, String contact) {
    return deliveries.stream()
        .anyMatch(
            one ->
                one.path("event").stringValueOpt().orElse("").equals(event)
                    && one.path("contact").stringValueOpt().orElse("").startsWith(contact));
  }

  private static List<Long> seqs(List<JsonNode> changes) {
    return changes.stream().map(change -> change.path("seq").longValue()).toList();
  }

  /** Another session comes, is watched, says something and goes; what it said waits. */
  private void comesAndGoes(String number, long webhook) {
    String session = "guest-" + scene.number;
    scene.session("{'name':'%s','start':true,'phoneNumber':'+%s'}".formatted(session, number));
    assertThat(scene.api.post(watched(number, "/subscribe"), "").status()).isEqualTo(200);
    scene.api.post(
        "/api/sessions/" + scene.watcher + "/subscriptions",
        json("{'chatIds':['+%s']}".formatted(number)),
        "Prefer",
        "respond-async");
    for (String word : List.of("available", "unavailable", "available")) {
      scene.api.post(
          "/api/sessions/" + session + "/presence", json("{'presence':'%s'}".formatted(word)));
    }
    assertThat(scene.api.delete("/api/sessions/" + session).status()).isEqualTo(200);
    long last =
        scene
            .api
            .get(watched(number, ""))
            .data()
            .path("seq")
            .decimalValueOpt()
            .orElseThrow()
            .longValueExact();
    await()
        .atMost(Scene.SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              List<JsonNode> all = deliveries(webhook);
              return tells(all, "command.result", "")
                  && seqs(scene.api.get(watched(number, "/history")).list()).contains(last)
                  && all.stream()
                      .filter(
                          one -> one.path("contact").stringValueOpt().orElse("").startsWith(number))
                      .anyMatch(
                          one ->
                              one.path("seq").decimalValueOpt().orElseThrow().longValueExact()
                                  == last);
            });
  }

  @Test
  void aRepeatedQueryWithItsIdempotencyKeyShowsNoErasedContact() {
    scene.withSessions().subscribed().says("available");
    String path = "/api/sessions/" + scene.watcher + "/presence/query";
    String body = json("{'chatIds':['+%s']}".formatted(scene.number));

    Answer first = scene.api.post(path, body, "Idempotency-Key", "query-" + scene.number);
    assertThat(scene.api.delete(watched(scene.number, "")).status()).isEqualTo(200);
    Answer again = scene.api.post(path, body, "Idempotency-Key", "query-" + scene.number);

    assertThat(first.list().getFirst().path("presence").stringValueOpt()).contains("available");
    assertThat(again.list().getFirst().path("presence").stringValueOpt()).contains("unknown");
  }

  @Test
  void whatIsErasedIsNeitherShownNorSentNorKept() {
    String number = another();
    scene.withSessions().subscribed();
    scene.receiver.alwaysAnswer(FakeAnswer.status(500));
    long webhook =
        scene.webhook(
            ",'session':'%s','events':['presence.update','command.result']%s"
                .formatted(scene.watcher, LATER_AGAIN));
    scene.says("available");
    comesAndGoes(number, webhook);

    JsonNode held = scene.api.get(watched(number, "/export?limit=500")).data();
    assertThat(held.path("presence").path("presence").stringValueOpt()).contains("unavailable");
    assertThat(held.path("subscription").path("createdAt").stringValueOpt()).isPresent();
    assertThat(held.path("records")).hasSize(1);
    assertThat(held.path("commands")).hasSize(1);
    assertThat(seqs(held.path("history").valueStream().toList())).contains(1L, 2L, 3L);
    assertThat(held.path("deliveries"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            one -> {
              assertThat(one.path("body").path("event").stringValueOpt())
                  .contains("presence.update");
              assertThat(one.path("delivery").path("contact").stringValueOpt())
                  .contains(number + "@s.whatsapp.net");
            });

    assertThat(scene.api.delete(watched(number, "")).status()).isEqualTo(200);
    int before = scene.receiver.received().size();
    scene.receiver.alwaysAnswer(FakeAnswer.OK);

    JsonNode left = scene.api.get(watched(number, "/export")).data();
    assertThat(left.propertyNames())
        .containsExactly(
            "chatId", "addresses", "groups", "records", "commands", "history", "deliveries");
    assertThat(left.path("records")).isEmpty();
    assertThat(left.path("commands")).isEmpty();
    assertThat(left.path("history")).isEmpty();
    assertThat(left.path("deliveries")).isEmpty();
    assertThat(scene.api.get(watched(number, "/history")).list()).isEmpty();
    JsonNode unknown = scene.api.get(watched(number, "")).data();
    assertThat(unknown.path("presence").stringValueOpt()).contains("unknown");
    assertThat(unknown.path("subscribed").booleanValueOpt()).contains(false);
    assertThat(itemsNaming(number)).isEmpty();
    // The contact that was not erased waited at the same receiver, and is sent when it is due.
    List<Received> all =
        scene.heard(
            events ->
                events.stream().skip(before).anyMatch(e -> e.body().contains(scene.number + "@")));
    assertThat(all.stream().skip(before)).noneMatch(event -> event.body().contains(number));
    await()
        .atMost(Scene.SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !tells(deliveries(webhook), "presence.update", number));
    assertThat(itemsNaming(number)).isEmpty();
    assertThat(scene.api.delete(watched(number, "")).status()).isEqualTo(200);
  }

  @Test
  void theNextSessionOfADeletedOnesNameExportsNoneOfItsDeliveries() {
    scene.withSessions().subscribed();
    long webhook = scene.webhook(",'events':['presence.update']");
    scene.says("available");
    scene.heard(events -> events.stream().anyMatch(e -> e.body().contains(scene.number + "@")));
    await().atMost(Scene.SOON).until(() -> !exportedDeliveries().isEmpty());

    assertThat(scene.api.delete("/api/sessions/" + scene.watcher).status()).isEqualTo(200);

    assertThat(tells(deliveries(webhook), "presence.update", scene.number)).isFalse();
    scene.session("{'name':'%s','start':true}".formatted(scene.watcher));
    assertThat(exportedDeliveries()).isEmpty();
  }

  private List<JsonNode> exportedDeliveries() {
    return scene
        .api
        .get(scene.presence("/export"))
        .data()
        .path("deliveries")
        .valueStream()
        .toList();
  }

  @Test
  void whatIsHeardAfterwardsIsToldUnderNewIds() {
    scene.withSessions();
    scene.webhookOfWatcher();
    scene.says("available");
    scene.subscribed();
    Received first = scene.heard(1).getFirst();

    assertThat(scene.api.delete(scene.presence("")).status()).isEqualTo(200);
    scene.says("unavailable");
    assertThat(scene.api.get(scene.presence("")).data().path("presence").stringValueOpt())
        .contains("unknown");
    scene.says("available");
    scene.subscribed();

    List<Received> events =
        scene.heard(seen -> seen.stream().map(Received::id).distinct().count() > 1);
    Received again = events.getLast();
    assertThat(events).extracting(event -> event.text("presence")).containsOnly("available");
    assertThat(again.id()).isNotEqualTo(first.id());
    assertThat(again.seq()).isEqualTo(first.seq());
  }
}
