package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a webhook's owner and its receiver see of deliveries that do not arrive at once. */
abstract class DeliveryScenarios {
  private static final FakeAnswer FAILS = FakeAnswer.status(500).saying("not now");
  private static final String SOON_AGAIN =
      ",'retries':{'attempts':20,'delaySeconds':1,'policy':'constant'}";

  /** Long enough for a few changes to be made meanwhile. */
  private static final String LATER_AGAIN =
      ",'retries':{'attempts':20,'delaySeconds':4,'policy':'constant'}";

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

  /** Told of presence alone. */
  private long webhook(String more) {
    return scene.webhook(
        ",'session':'%s','events':['presence.update']%s".formatted(scene.watcher, more));
  }

  private JsonNode shown(long webhook) {
    return scene.api.get("/api/webhooks/" + webhook).data();
  }

  private List<JsonNode> deliveries(long webhook, String query) {
    return scene.api.get("/api/webhooks/" + webhook + "/deliveries" + query).list();
  }

  /** All that are listed, once they are as they should be. */
  private List<JsonNode> listed(long webhook, Predicate<List<JsonNode>> fulfilled) {
    var last = new AtomicReference<List<JsonNode>>(List.of());
    await()
        .atMost(Scene.SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              last.set(deliveries(webhook, ""));
              return fulfilled.test(last.get());
            });
    return last.get();
  }

  private static Predicate<List<JsonNode>> all(int count, String... statuses) {
    List<String> accepted = List.of(statuses);
    return all ->
        all.size() == count && all.stream().allMatch(one -> accepted.contains(text(one, "status")));
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).stringValueOpt().orElse("");
  }

  private static long seq(JsonNode delivery) {
    return delivery.path("seq").decimalValueOpt().orElseThrow().longValueExact();
  }

  private long lastSeq() {
    return scene
        .api
        .get(scene.presence(""))
        .data()
        .path("seq")
        .decimalValueOpt()
        .orElseThrow()
        .longValueExact();
  }

  @Test
  void aReceiverThatFailedGetsTheSameEventAgainAndTheLogTellsBothAttempts() {
    scene.withSessions().subscribed();
    scene.receiver.answer(FAILS);
    long id = webhook(SOON_AGAIN + ",'filter':{'presences':['available']}");

    scene.says("available");

    List<Received> events = scene.heard(2);
    assertThat(events.get(1).body()).isEqualTo(events.get(0).body());
    assertThat(events.get(1).header("webhook-id")).contains(events.get(0).id());
    JsonNode delivery = listed(id, all(1, "DELIVERED")).getFirst();
    assertThat(delivery.path("eventId").stringValueOpt()).contains(events.getFirst().id());
    assertThat(delivery.path("contact").stringValueOpt())
        .contains(scene.number + "@s.whatsapp.net");
    List<JsonNode> attempts = delivery.path("attempts").valueStream().toList();
    assertThat(attempts).hasSize(2);
    JsonNode failed = attempts.getFirst();
    assertThat(failed.path("outcome").stringValueOpt()).contains("status");
    assertThat(failed.path("statusCode").decimalValueOpt().orElseThrow().intValueExact())
        .isEqualTo(500);
    assertThat(failed.path("error").stringValueOpt()).contains("not now");
    assertThat(attempts.getLast().path("outcome").stringValueOpt()).contains("delivered");
    assertThat(shown(id).path("lastSuccessAt").stringValueOpt()).isPresent();
    assertThat(shown(id).path("lastFailureAt").stringValueOpt()).isPresent();
  }

  @Test
  void whileAReceiverFailsOnlyTheNewestStateOfAContactIsKept() {
    scene.withSessions().subscribed();
    scene.receiver.alwaysAnswer(FAILS);
    long id = webhook(LATER_AGAIN + ",'coalesce':true");
    sayBoth(3);
    long last = lastSeq();
    listed(id, some -> some.stream().anyMatch(one -> seq(one) == last));

    scene.receiver.alwaysAnswer(FakeAnswer.OK);

    List<JsonNode> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
    assertThat(text(ended.getFirst(), "status")).isEqualTo("DELIVERED");
    assertThat(seq(ended.getFirst())).isEqualTo(last);
    assertThat(ended.subList(1, ended.size()))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            older -> {
              assertThat(text(older, "status")).isEqualTo("SUPERSEDED");
              assertThat(text(older, "reason")).startsWith("superseded by seq ");
            });
    List<Long> came = seqs(scene.heard(1));
    assertThat(came).isSorted().endsWith(last);
    assertThat(shown(id).path("waiting").decimalValueOpt().orElseThrow().intValueExact()).isZero();
  }

  @Test
  void withoutCoalescingEveryEventArrivesInOrder() {
    scene.withSessions().subscribed();
    scene.receiver.alwaysAnswer(FAILS);
    long id = webhook(LATER_AGAIN + ",'coalesce':false");
    sayBoth(3);
    long last = lastSeq();
    listed(id, some -> some.stream().anyMatch(one -> seq(one) == last));
    assertThat(shown(id).path("waiting").decimalValueOpt().orElseThrow().intValueExact())
        .isPositive();

    scene.receiver.alwaysAnswer(FakeAnswer.OK);

    List<JsonNode> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
    assertThat(ended).extracting(one -> text(one, "status")).containsOnly("DELIVERED");
    long first = seq(ended.getLast());
    assertThat(first).isLessThanOrEqualTo(2);
    List<Long> came = seqs(scene.heard(1));
    assertThat(came).isSorted();
    assertThat(came.stream().distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(first, last).boxed().toList());
    assertThat(deliveries(id, "?status=SUPERSEDED")).isEmpty();
  }

  @Test
  void aReceiverThatIsGoneIsDisabledAndOthersAreToldAndWhatWaitedCanBeRedelivered() {
    scene.withSessions().subscribed();
    FakeReceiver other = scene.another();
    scene.webhookAt(
        other, ",'session':'%s','events':['webhook.disabled']".formatted(scene.watcher));
    scene.receiver.alwaysAnswer(FAILS);
    long id = webhook(LATER_AGAIN + ",'coalesce':false");
    sayBoth(2);
    long last = lastSeq();
    listed(id, some -> some.stream().anyMatch(one -> seq(one) == last));

    scene.receiver.alwaysAnswer(FakeAnswer.status(410));

    List<JsonNode> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
    assertThat(text(ended.getLast(), "status")).isEqualTo("DEAD");
    List<JsonNode> discarded = deliveries(id, "?status=DISCARDED");
    assertThat(discarded).hasSize(ended.size() - 1).isNotEmpty();
    assertThat(text(discarded.getFirst(), "reason")).isEqualTo("the webhook was disabled");
    JsonNode disabled = shown(id);
    assertThat(text(disabled, "status")).isEqualTo("disabled");
    assertThat(text(disabled, "disabledReason")).contains("410");
    Received told = scene.heard(other, events -> !events.isEmpty()).getFirst();
    assertThat(told.event()).isEqualTo("webhook.disabled");
    assertThat(told.body()).contains("\"webhookId\":" + id, "\"url\":\"" + scene.receiverUrl());
    redeliver(id, discarded.getFirst());
  }

  /** Refused while the webhook is disabled; then the same event comes, and the log tells of it. */
  private void redeliver(long id, JsonNode delivery) {
    String path = "/api/webhooks/" + id + "/deliveries/" + text(delivery, "id") + "/redeliver";
    assertThat(scene.api.post(path, "").code()).isEqualTo("webhook_disabled");
    scene.receiver.alwaysAnswer(FakeAnswer.OK);
    assertThat(text(enable(id, true), "disabledReason")).isEmpty();

    Answer asked = scene.api.post(path, "");

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.data().path("deliveryId").stringValueOpt())
        .isEqualTo(delivery.path("id").stringValueOpt());
    scene.heard(events -> events.getLast().id().equals(text(delivery, "eventId")));
    listed(
        id,
        some ->
            some.stream()
                .anyMatch(
                    one ->
                        one.path("id").stringValueOpt().equals(delivery.path("id").stringValueOpt())
                            && text(one, "status").equals("DELIVERED")
                            && one.path("attempts").size() == 1));
  }

  @Test
  void aWebhookThatIsEnabledAgainStartsWithTheNextChange() {
    scene.withSessions().subscribed();
    long id = webhook("");
    assertThat(text(enable(id, false), "status")).isEqualTo("disabled");
    scene.says("available");
    assertThat(text(enable(id, true), "status")).isEqualTo("active");
    scene.says("unavailable");

    List<Received> events =
        scene.heard(
            seen -> seen.stream().anyMatch(e -> e.body().contains("\"previous\":\"available\"")));

    assertThat(events).noneMatch(e -> e.body().contains("\"presence\":\"available\""));
  }

  @Test
  void aTestShowsTheAttemptWhateverBecomesOfIt() {
    long id = scene.webhook(",'enabled':false,'events':['presence.update']");
    scene.receiver.answer(FakeAnswer.status(418).saying("a teapot"));
    String path = "/api/webhooks/" + id + "/test";

    JsonNode refused = scene.api.post(path, "").data();
    JsonNode taken = scene.api.post(path, "{}").data();

    assertThat(refused.path("outcome").stringValueOpt()).contains("status");
    assertThat(refused.path("statusCode").decimalValueOpt().orElseThrow().intValueExact())
        .isEqualTo(418);
    assertThat(refused.path("error").stringValueOpt()).contains("a teapot");
    assertThat(taken.path("outcome").stringValueOpt()).contains("delivered");
    List<Received> events = scene.heard(2);
    assertThat(events).allMatch(e -> e.event().equals("webhook.test"));
    assertThat(events.getFirst().id()).isNotEqualTo(events.getLast().id());
    assertThat(deliveries(id, "")).as("a test is not listed").isEmpty();
  }

  private JsonNode enable(long id, boolean enabled) {
    return scene.api.patch("/api/webhooks/" + id, json("{'enabled':%s}".formatted(enabled))).data();
  }

  /** The contact comes and goes so often. */
  private void sayBoth(int times) {
    for (int i = 0; i < times; i++) {
      scene.says("available");
      scene.says("unavailable");
    }
  }

  private static boolean hasEnded(JsonNode delivery) {
    return !List.of("PENDING", "RETRYING").contains(text(delivery, "status"));
  }

  private static List<Long> seqs(List<Received> events) {
    return events.stream().map(event -> event.seq().orElseThrow()).toList();
  }
}
