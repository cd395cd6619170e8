package dev.presently.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.EventId;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.chaos.History.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many contacts, webhooks and events, in virtual time: what it takes, and who waits for whom. */
class ScaleTest {
  private static final Webhook.WebhookSettings KEEPING =
      Wishes.coalescing(Webhook.WebhookSettings.DEFAULT, false);

  private final World world = new World(Life.generator(1), Setting.WIDE, new Tally());
  private final Stage stage = new Stage(world);

  @Test
  void halfOfTheReceiversDeadSlowNobodyElse() {
    Duration baseline = p99OfTheFirstTen(20, Mood.WELL);
    for (Mood mood : List.of(Mood.SILENT, Mood.FAILING, Mood.REFUSING, Mood.OVERLOADED)) {
      Duration p99 = p99OfTheFirstTen(20, mood);
      System.out.printf("p99 with half %s: %s, without: %s%n", mood, p99, baseline);
      assertThat(p99)
          .isLessThanOrEqualTo(larger(baseline.multipliedBy(2), baseline.plusSeconds(1)));
    }
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Ten changes a second for a minute, to this many webhooks, the second half in this mood. */
  private static Duration p99OfTheFirstTen(int webhooks, Mood second) {
    World world = new World(Life.generator(2), Setting.WIDE, new Tally());
    Stage stage = new Stage(world);
    for (int receiver = 0; receiver < webhooks; receiver++) {
      stage.register(receiver, Webhook.WebhookSettings.DEFAULT);
      stage.mood(receiver, receiver < 10 ? Mood.WELL : second);
    }
    for (int i = 0; i < 600; i++) {
      stage.change(i % 100);
      world.pass(Duration.ofMillis(100));
    }
    world.pass(Duration.ofMinutes(1));
    Set<WebhookId> first = Set.copyOf(stage.webhooks.subList(0, 10));
    return latency(world.history, first, 99);
  }

  @Test
  void tenThousandParkedEventsDrainWithinAMinuteAfterRecovery() {
    stage.register(0, KEEPING);
    stage.mood(0, Mood.OVERLOADED);
    for (int contact = 0; contact < 500; contact++) {
      for (int i = 0; i < 20; i++) {
        stage.change(contact);
      }
    }
    world.pass(Duration.ofMinutes(6));
    int before = world.history.receipts.size();
    stage.mood(0, Mood.WELL);
    Instant probe = world.history.pauses.getLast().pause().until();
    world.pass(Duration.between(world.turns.instant(), probe).plusSeconds(120));

    Instant last = world.history.receipts.getLast().ended();
    System.out.printf(
        "10,000 events over 500 contacts: %d attempts while it was down, drained within %s%n",
        before, Duration.between(probe, last));
    assertThat(delivered()).isEqualTo(10_000);
    assertThat(Duration.between(probe, last)).isLessThan(Duration.ofSeconds(60));
    assertKept();
  }

  @Test
  void aDeadReceiverCostsAttemptsByItsPausesAndNotByItsEvents() {
    stage.register(0, KEEPING);
    stage.mood(0, Mood.REFUSING);
    for (int hour = 0; hour < 24; hour++) {
      for (int contact = 0; contact < 100; contact++) {
        stage.change(contact);
      }
      world.pass(Duration.ofHours(1));
    }
    int attempts = world.history.receipts.size();
    long calls = world.history.visits.stream().filter(v -> v.kind == Visit.Kind.RETRY).count();
    System.out.printf(
        "a dead receiver, 2,400 events in a day: %d attempts, %d calls of RetryDeliveries%n",
        attempts, calls);
    assertThat(attempts).isLessThan(24 + 60);
    assertThat(calls).isLessThan(2L * attempts);
  }

  @Test
  void oneContactThatFlapsAHundredTimesASecondDelaysNobodyAndStaysInOrder() {
    stage.register(0, Webhook.WebhookSettings.DEFAULT);
    stage.register(1, KEEPING);
    stage.mood(0, Mood.OVERLOADED);
    for (int i = 0; i < 3_000; i++) {
      stage.change(0);
      if (i % 100 == 0) {
        stage.change(1 + i / 100);
      }
      world.pass(Duration.ofMillis(10));
    }
    stage.mood(0, Mood.WELL);
    world.becomeQuiet();

    Map<DeliveryStatus.Word, Long> ends =
        world.history.deliveries().stream()
            .collect(
                Collectors.groupingBy(record -> record.status().word(), Collectors.counting()));
    System.out.printf(
        "one contact flaps 3,000 times in 30 s: %s, %d attempts, others' p99 %s%n",
        ends, world.history.receipts.size(), latencyOfOthers());
    assertThat(latencyOfOthers()).isLessThan(Duration.ofSeconds(2));
    assertKept();
  }

  private Duration latencyOfOthers() {
    History others = new History();
    world.history.stored.stream()
        .filter(stored -> !stored.event().lane().contains(Stage.jid(0).toString()))
        .forEach(others.stored::add);
    others.receipts.addAll(world.history.receipts);
    return latency(others, Set.of(stage.webhooks.get(1)), 99);
  }

  @Test
  void tenThousandContactsThatChangeAtOnceAllArrive() {
    stage.register(0, Webhook.WebhookSettings.DEFAULT);
    stage.register(1, KEEPING);
    for (int contact = 0; contact < 10_000; contact++) {
      stage.change(contact % 10_000);
    }
    Instant began = world.turns.instant();
    world.becomeQuiet();

    assertThat(delivered()).isEqualTo(20_000);
    System.out.printf(
        "10,000 contacts at once, two webhooks: all delivered after %s%n",
        Duration.between(began, world.history.receipts.getLast().ended()));
    assertKept();
  }

  private void assertKept() {
    assertThat(new Judge(world.history, Duration.ZERO).breaches()).isEmpty();
  }

  private long delivered() {
    return world.history.deliveries().stream()
        .filter(record -> record.status() instanceof DeliveryStatus.Delivered)
        .count();
  }

  /** From an event's being stored to its first arrival. */
  static Duration latency(History history, Set<WebhookId> webhooks, int percentile) {
    Map<EventId, Instant> stored =
        history.stored.stream().collect(Collectors.toMap(s -> s.event().id(), Stored::at));
    Map<String, Duration> first = new HashMap<>();
    for (Receipt receipt : history.receipts) {
      EventId event = new EventId(receipt.event());
      if (receipt.isSuccess()
          && stored.containsKey(event)
          && webhooks.contains(receipt.request().webhook())) {
        first.merge(
            receipt.request().webhook() + " " + event,
            Duration.between(stored.get(event), receipt.began()),
            (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
    }
    List<Duration> sorted = new ArrayList<>(first.values());
    sorted.sort(Duration::compareTo);
    return sorted.get((sorted.size() * percentile + 99) / 100 - 1);
  }
}
