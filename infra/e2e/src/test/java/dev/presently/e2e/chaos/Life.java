package dev.presently.e2e.chaos;

import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** What contacts, owners, receivers and operators do, and what befalls them, as a seed has it. */
final class Life {
  private static final int CONTACTS = 5;
  private static final int RECEIVERS = 4;
  private static final int MOST_WEBHOOKS = 6;

  /** One life in so many has no faults, and clocks that agree. */
  private static final int ONE_CALM_IN = 10;

  final World world;
  final Setting setting;
  private final RandomGenerator chance;
  private final Stage stage;

  Life(long seed, Tally injected) {
    SplittableGenerator all = generator(seed);
    chance = all.split();
    boolean calm = seed % ONE_CALM_IN == 0;
    setting = calm ? Setting.CALM : Setting.any(chance);
    world = new World(all.split(), setting, injected);
    stage = new Stage(world);
    if (!calm) {
      int calls = List.of(30, 100, 300, 1_000).get(chance.nextInt(4));
      world.ports.suffer(Faults.oneIn(calls, all.split()));
    }
  }

  static SplittableGenerator generator(long seed) {
    return RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
  }

  /** Lives until everything is quiet. */
  void live() {
    for (int webhook = 0; webhook <= chance.nextInt(4); webhook++) {
      register();
    }
    int steps = 20 + chance.nextInt(60);
    for (int i = 0; i < steps; i++) {
      step();
      world.pass(anyPause());
    }
    world.becomeQuiet();
  }

  private Duration anyPause() {
    return switch (chance.nextInt(10)) {
      case 0 -> Duration.ofMinutes(chance.nextInt(120));
      case 1, 2 -> Duration.ofSeconds(chance.nextInt(120));
      case 3, 4, 5 -> Duration.ofMillis(chance.nextInt(5_000));
      default -> Duration.ofMillis(chance.nextInt(50));
    };
  }

  private void step() {
    switch (chance.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> stage.change(anyContact());
      case 9 -> burst();
      case 10, 11, 12 -> stage.mood(anyReceiver(), anyOf(Mood.values()));
      case 13, 14, 15 -> revise(anyWebhook());
      case 16 -> redeliver();
      case 17 -> world.redrive();
      case 18 -> register();
      default -> remove();
    }
  }

  private void burst() {
    int changes = chance.nextInt(15);
    int contact = anyContact();
    for (int i = 0; i < changes; i++) {
      stage.change(chance.nextBoolean() ? contact : anyContact());
    }
  }

  private void revise(WebhookId id) {
    switch (chance.nextInt(8)) {
      case 0 -> stage.disable(id);
      case 1, 2 -> stage.enable(id);
      case 3 -> stage.wish(id, w -> Wishes.coalescing(w, !w.coalesce()));
      case 4 -> stage.move(id, anyReceiver());
      case 5 -> {
        Optional<RetryPolicy> own = anyRetries();
        stage.wish(id, w -> Wishes.retrying(w, own));
      }
      case 6 -> {
        Optional<PresenceFilter> filter = anyFilter();
        stage.wish(id, w -> Wishes.filtered(w, filter));
      }
      default -> stage.rotate(id, chance.nextBoolean() ? Duration.ZERO : Duration.ofHours(24));
    }
  }

  private void redeliver() {
    List<DeliveryRecord> ended =
        world.history.deliveries().stream().filter(r -> r.status().hasEnded()).toList();
    if (!ended.isEmpty()) {
      stage.redeliver(ended.get(chance.nextInt(ended.size())));
    }
  }

  private void register() {
    if (stage.webhooks.size() < MOST_WEBHOOKS) {
      Webhook.WebhookSettings wishes =
          Wishes.coalescing(Webhook.WebhookSettings.DEFAULT, chance.nextBoolean());
      stage.register(
          anyReceiver(), Wishes.filtered(Wishes.retrying(wishes, anyRetries()), anyFilter()));
    }
  }

  private void remove() {
    if (chance.nextInt(4) == 0) {
      stage.remove(anyWebhook());
    }
  }

  private Optional<PresenceFilter> anyFilter() {
    return chance.nextInt(4) == 0
        ? Optional.of(new PresenceFilter(Set.of(Stage.jid(0), Stage.jid(1)), Set.of()))
        : Optional.empty();
  }

  private Optional<RetryPolicy> anyRetries() {
    return chance.nextInt(3) == 0
        ? Optional.of(
            new RetryPolicy(
                1 + chance.nextInt(6), 1 + chance.nextInt(60), anyOf(RetryPolicy.Policy.values())))
        : Optional.empty();
  }

  private <T> T anyOf(T[] all) {
    return all[chance.nextInt(all.length)];
  }

  private int anyContact() {
    return chance.nextInt(CONTACTS);
  }

  private int anyReceiver() {
    return chance.nextInt(RECEIVERS);
  }

  private WebhookId anyWebhook() {
    return stage.webhooks.get(chance.nextInt(stage.webhooks.size()));
  }
}
