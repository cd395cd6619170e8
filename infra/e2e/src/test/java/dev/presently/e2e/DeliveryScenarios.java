package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.adapters.json.Json;
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

  private Json.Obj shown(long webhook) {
    return scene.api.get("/api/webhooks/" + webhook).data();
  }

  private List<Json.Obj> deliveries(long webhook, String query) {
    return scene.api.get("/api/webhooks/" + webhook + "/deliveries" + query).list();
  }

  /** All that are listed, once they are as they should be. */
  private List<Json.Obj> listed(long webhook, Predicate<List<Json.Obj>> fulfilled) {
    var last = new AtomicReference<List<Json.Obj>>(List.of());
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

  private static Predicate<List<Json.Obj>> all(int count, String... statuses) {
    List<String> accepted = List.of(statuses);
    return all ->
        all.size() == count && all.stream().allMatch(one -> accepted.contains(text(one, "status")));
  }

  private static String text(Json.Obj object, String field) {
    return object.text(field).orElse("");
  }

  private static long seq(Json.Obj delivery) {
    return delivery.number("seq").orElseThrow().longValueExact();
  }

  private long lastSeq() {
    return scene.api.get(scene.presence("")).data().number("seq").orElseThrow().longValueExact();
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
    Json.Obj delivery = listed(id, all(1, "DELIVERED")).getFirst();
    assertThat(delivery.text("eventId")).contains(events.getFirst().id());
    assertThat(delivery.text("contact")).contains(scene.number + "@s.whatsapp.net");
    List<Json> attempts = delivery.array("attempts");
    assertThat(attempts).hasSize(2);
    Json.Obj failed = (Json.Obj) attempts.getFirst();
    assertThat(failed.text("outcome")).contains("status");
    assertThat(failed.number("statusCode").orElseThrow().intValueExact()).isEqualTo(500);
    assertThat(failed.text("error")).contains("not now");
    assertThat(((Json.Obj) attempts.getLast()).text("outcome")).contains("delivered");
    assertThat(shown(id).text("lastSuccessAt")).isPresent();
    assertThat(shown(id).text("lastFailureAt")).isPresent();
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

    List<Json.Obj> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
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
    assertThat(shown(id).number("waiting").orElseThrow().intValueExact()).isZero();
  }

  @Test
  void withoutCoalescingEveryEventArrivesInOrder() {
    scene.withSessions().subscribed();
    scene.receiver.alwaysAnswer(FAILS);
    long id = webhook(LATER_AGAIN + ",'coalesce':false");
    sayBoth(3);
    long last = lastSeq();
    listed(id, some -> some.stream().anyMatch(one -> seq(one) == last));
    assertThat(shown(id).number("waiting").orElseThrow().intValueExact()).isPositive();

    scene.receiver.alwaysAnswer(FakeAnswer.OK);

    List<Json.Obj> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
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

    List<Json.Obj> ended = listed(id, some -> some.stream().allMatch(DeliveryScenarios::hasEnded));
    assertThat(text(ended.getLast(), "status")).isEqualTo("DEAD");
    List<Json.Obj> discarded = deliveries(id, "?status=DISCARDED");
    assertThat(discarded).hasSize(ended.size() - 1).isNotEmpty();
    assertThat(text(discarded.getFirst(), "reason")).isEqualTo("the webhook was disabled");
    Json.Obj disabled = shown(id);
    assertThat(text(disabled, "status")).isEqualTo("disabled");
    assertThat(text(disabled, "disabledReason")).contains("410");
    Received told = scene.heard(other, events -> !events.isEmpty()).getFirst();
    assertThat(told.event()).isEqualTo("webhook.disabled");
    assertThat(told.body()).contains("\"webhookId\":" + id, "\"url\":\"" + scene.receiverUrl());
    redeliver(id, discarded.getFirst());
  }

  /** Refused while the webhook is disabled; then the same event comes, and the log tells of it. */
  private void redeliver(long id, Json.Obj delivery) {
    String path = "/api/webhooks/" + id + "/deliveries/" + text(delivery, "id") + "/redeliver";
    assertThat(scene.api.post(path, "").code()).isEqualTo("webhook_disabled");
    scene.receiver.alwaysAnswer(FakeAnswer.OK);
    assertThat(text(enable(id, true), "disabledReason")).isEmpty();

    Answer asked = scene.api.post(path, "");

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.data().text("deliveryId")).isEqualTo(delivery.text("id"));
    scene.heard(events -> events.getLast().id().equals(text(delivery, "eventId")));
    listed(
        id,
        some ->
            some.stream()
                .anyMatch(
                    one ->
                        one.text("id").equals(delivery.text("id"))
                            && text(one, "status").equals("DELIVERED")
                            && one.array("attempts").size() == 1));
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

    Json.Obj refused = scene.api.post(path, "").data();
    Json.Obj taken = scene.api.post(path, "{}").data();

    assertThat(refused.text("outcome")).contains("status");
    assertThat(refused.number("statusCode").orElseThrow().intValueExact()).isEqualTo(418);
    assertThat(refused.text("error")).contains("a teapot");
    assertThat(taken.text("outcome")).contains("delivered");
    List<Received> events = scene.heard(2);
    assertThat(events).allMatch(e -> e.event().equals("webhook.test"));
    assertThat(events.getFirst().id()).isNotEqualTo(events.getLast().id());
    assertThat(deliveries(id, "")).as("a test is not listed").isEmpty();
  }

  private Json.Obj enable(long id, boolean enabled) {
    return scene.api.patch("/api/webhooks/" + id, json("{'enabled':%s}".formatted(enabled))).data();
  }

  /** The contact comes and goes so often. */
  private void sayBoth(int times) {
    for (int i = 0; i < times; i++) {
      scene.says("available");
      scene.says("unavailable");
    }
  }

  private static boolean hasEnded(Json.Obj delivery) {
    return !List.of("PENDING", "RETRYING").contains(text(delivery, "status"));
  }

  private static List<Long> seqs(List<Received> events) {
    return events.stream().map(event -> event.seq().orElseThrow()).toList();
  }
}
