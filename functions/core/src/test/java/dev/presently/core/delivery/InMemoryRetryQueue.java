package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was asked for, in order, for a test to read and to take. */
public final class InMemoryRetryQueue implements RetryQueue {
  /** A webhook to be looked at then. */
  public record Wake(WebhookId webhook, Instant at) {}

  private final List<Wake> wakes = new ArrayList<>();
  private final List<DeliveryId> redeliveries = new ArrayList<>();

  @Override
  public synchronized void wake(WebhookId webhook, Instant at) {
    wakes.add(new Wake(webhook, at));
  }

  @Override
  public synchronized void redeliver(WebhookId webhook, DeliveryId delivery) {
    redeliveries.add(delivery);
  }

  public synchronized List<Wake> wakes() {
    return List.copyOf(wakes);
  }

  public synchronized List<DeliveryId> redeliveries() {
    return List.copyOf(redeliveries);
  }

  /** The wakes that are due by then, which are forgotten. */
  public synchronized List<Wake> take(Instant now) {
    List<Wake> due = wakes.stream().filter(wake -> !wake.at().isAfter(now)).toList();
    wakes.removeAll(due);
    return due;
  }
}
