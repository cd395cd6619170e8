package dev.presently.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 200,000 events wait for one webhook, and 99 others notice nothing; then they are delivered. */
class HugeBacklogTest {
  private static final int CONTACTS = 2_000;
  private static final int CHANGES = 100;
  private static final int OTHERS = 99;
  private static final Webhook.WebhookSettings KEEPING =
      Wishes.coalescing(Webhook.WebhookSettings.DEFAULT, false);

  private final World world = new World(Life.generator(1), Setting.WIDE, new Tally());
  private final Stage stage = new Stage(world);

  @Test
  void twoHundredThousandParkedEventsSlowNobodyElseAndArriveInOrder() {
    stage.register(0, wanting(0, CONTACTS));
    for (int receiver = 1; receiver <= OTHERS; receiver++) {
      stage.register(receiver, wanting(CONTACTS, CONTACTS + 10));
    }
    Duration baseline = p99OfTheOthers();

    stage.mood(0, Mood.OVERLOADED);
    for (int i = 0; i < CHANGES; i++) {
      for (int contact = 0; contact < CONTACTS; contact++) {
        stage.change(contact);
      }
      world.pass(Duration.ofSeconds(5));
    }
    Duration p99 = p99OfTheOthers();
    int attempts = (int) world.history.receipts.stream().filter(r -> !r.isSuccess()).count();
    stage.mood(0, Mood.WELL);
    Instant recovered = world.turns.instant();
    world.becomeQuiet();

    System.out.printf(
        "%,d events parked: %d attempts failed, others' p99 %s, before %s, drained after %s%n",
        CONTACTS * CHANGES,
        attempts,
        p99,
        baseline,
        Duration.between(recovered, world.history.receipts.getLast().ended()));
    assertThat(p99).isLessThanOrEqualTo(baseline.plusSeconds(1));
    assertThat(attempts).isLessThan(60);
    assertThat(new Judge(world.history, Duration.ZERO).breaches()).isEmpty();
  }

  private Duration p99OfTheOthers() {
    History now = new History();
    int from = world.history.stored.size();
    for (int i = 0; i < 20; i++) {
      stage.change(CONTACTS + i % 10);
      world.pass(Duration.ofMillis(500));
    }
    now.stored.addAll(world.history.stored.subList(from, world.history.stored.size()));
    now.receipts.addAll(world.history.receipts);
    Set<WebhookId> others = Set.copyOf(stage.webhooks.subList(1, stage.webhooks.size()));
    return ScaleTest.latency(now, others, 99);
  }

  private static Webhook.WebhookSettings wanting(int from, int to) {
    return Wishes.filtered(
        KEEPING,
        Optional.of(
            new PresenceFilter(
                IntStream.range(from, to).mapToObj(Stage::jid).collect(Collectors.toSet()),
                Set.of())));
  }
}
