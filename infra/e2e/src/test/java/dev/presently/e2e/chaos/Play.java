package dev.presently.e2e.chaos;

import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Short lives that are always the same, each of which shows one thing; together they show all. */
enum Play {
  DELIVERED(
      stage -> {
        stage.register(0, coalescing());
        stage.register(1, keeping());
        stage.change(1);
        stage.change(2);
        stage.change(1);
        stage.world.pass(Duration.ofSeconds(2));
      }),
  PARKED_AND_DRAINED(
      stage -> {
        stage.register(0, keeping());
        stage.mood(0, Mood.FAILING);
        changes(stage, 1, 2);
        stage.mood(0, Mood.WELL);
        stage.change(2);
        stage.world.pass(Duration.ofSeconds(10));
      }),
  COALESCED(
      stage -> {
        WebhookId id = stage.register(0, coalescing());
        stage.mood(0, Mood.FAILING);
        changes(stage, 1, 3);
        stage.wish(id, w -> Wishes.coalescing(w, false));
        changes(stage, 1, 2);
        stage.wish(id, w -> Wishes.coalescing(w, true));
        stage.mood(0, Mood.WELL);
        stage.world.pass(Duration.ofSeconds(40));
      }),
  PAUSED_AND_PROBED(
      stage -> {
        stage.register(0, keeping());
        stage.mood(0, Mood.OVERLOADED);
        stage.change(1);
        stage.world.pass(Duration.ofMillis(500));
        stage.change(2);
        stage.change(3);
        stage.world.pass(Duration.ofSeconds(10));
        stage.mood(0, Mood.WELL);
        stage.world.pass(Duration.ofMinutes(2));
      }),
  MANY_AT_ONCE(
      stage -> {
        stage.register(0, keeping());
        stage.mood(0, Mood.FAILING);
        for (int contact = 1; contact <= 6; contact++) {
          stage.change(contact);
        }
        stage.world.pass(Duration.ofSeconds(1));
        stage.mood(0, Mood.WELL);
        stage.world.pass(Duration.ofMinutes(1));
      }),
  SILENT_AND_SLOW(
      stage -> {
        stage.register(0, coalescing());
        stage.mood(0, Mood.SILENT);
        stage.change(1);
        stage.world.pass(Duration.ofSeconds(12));
        stage.mood(0, Mood.SLOW);
        stage.change(2);
        stage.world.pass(Duration.ofMinutes(1));
      }),
  DEAD(
      stage -> {
        stage.register(
            0,
            Wishes.retrying(
                keeping(), Optional.of(new RetryPolicy(3, 2, RetryPolicy.Policy.LINEAR))));
        stage.mood(0, Mood.REFUSING);
        changes(stage, 1, 2);
        stage.world.pass(Duration.ofMinutes(2));
      }),
  GONE(
      stage -> {
        stage.register(0, keeping());
        stage.register(1, coalescing());
        stage.mood(0, Mood.FAILING);
        changes(stage, 1, 2);
        stage.mood(0, Mood.GONE);
        stage.change(2);
        stage.world.pass(Duration.ofSeconds(10));
      }),
  SWITCHED_OFF_AND_ON(
      stage -> {
        WebhookId id = stage.register(0, keeping());
        stage.mood(0, Mood.FAILING);
        changes(stage, 1, 2);
        stage.disable(id);
        stage.world.pass(Duration.ofSeconds(2));
        stage.change(1);
        stage.enable(id);
        stage.mood(0, Mood.WELL);
        stage.world.pass(Duration.ofSeconds(1));
        changes(stage, 1, 2);
      }),
  MOVED_AND_RESIGNED(
      stage -> {
        WebhookId id = stage.register(0, keeping());
        stage.mood(0, Mood.OVERLOADED);
        changes(stage, 1, 2);
        stage.move(id, 1);
        stage.rotate(id, Duration.ofHours(1));
        stage.world.pass(Duration.ofSeconds(10));
        stage.rotate(id, Duration.ZERO);
        stage.change(1);
      }),
  DELETED(
      stage -> {
        WebhookId id = stage.register(0, keeping());
        stage.mood(0, Mood.FAILING);
        changes(stage, 1, 3);
        stage.remove(id);
        stage.change(1);
        stage.world.pass(Duration.ofSeconds(5));
      }),
  REDELIVERED(
      stage -> {
        stage.register(0, keeping());
        changes(stage, 1, 2);
        stage.world.pass(Duration.ofSeconds(2));
        stage.world.history.deliveries().stream()
            .filter(record -> record.status().hasEnded())
            .forEach(stage::redeliver);
        stage.world.pass(Duration.ofSeconds(2));
      }),
  FAR_AWAY(
      stage -> {
        stage.register(0, keeping());
        stage.mood(0, Mood.FAILING);
        stage.change(1);
        stage.world.pass(Duration.ofMinutes(20));
        stage.mood(0, Mood.WELL);
        stage.world.pass(Duration.ofHours(2));
      });

  private final Consumer<Stage> script;

  Play(Consumer<Stage> script) {
    this.script = script;
  }

  /** Plays it with these faults, until everything is quiet. */
  World with(Faults faults, Tally injected) {
    World world = new World(Life.generator(ordinal()), Setting.CALM, injected);
    world.ports.suffer(faults);
    script.accept(new Stage(world));
    world.becomeQuiet();
    return world;
  }

  private static void changes(Stage stage, int contact, int count) {
    for (int i = 0; i < count; i++) {
      stage.change(contact);
      stage.world.pass(Duration.ofMillis(700));
    }
  }

  private static Webhook.WebhookSettings coalescing() {
    return Webhook.WebhookSettings.DEFAULT;
  }

  private static Webhook.WebhookSettings keeping() {
    return Wishes.coalescing(Webhook.WebhookSettings.DEFAULT, false);
  }
}
