package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Keeps receivers' health and webhooks' wakes in memory; one call at a time changes them. */
public final class InMemoryReceiverHealthStore implements ReceiverHealthStore, WakeStore {
  private record Hold(String holder, Instant until) {}

  private record Wake(Optional<Instant> due, Optional<Hold> held, long asked) {
    static final Wake NONE = new Wake(Optional.empty(), Optional.empty(), 0);
  }

  private final Map<WebhookId, ReceiverHealth> healths = new HashMap<>();
  private final Map<WebhookId, Wake> wakes = new HashMap<>();

  @Override
  public synchronized ReceiverHealth find(WebhookId webhook) {
    return healths.getOrDefault(webhook, ReceiverHealth.UNKNOWN);
  }

  @Override
  public synchronized ReceiverHealth failed(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> pause) {
    return change(
        webhook,
        was ->
            new ReceiverHealth(
                was.failures() + 1,
                was.failingSince().or(() -> Optional.of(at)),
                longer(was.pause(), pause),
                was.quick(),
                was.slowUntil(),
                was.lastSuccessAt(),
                Optional.of(at)));
  }

  @Override
  public synchronized ReceiverHealth paused(WebhookId webhook, ReceiverHealth.Pause pause) {
    return change(
        webhook,
        was ->
            new ReceiverHealth(
                was.failures(),
                was.failingSince(),
                longer(was.pause(), Optional.of(pause)),
                was.quick(),
                was.slowUntil(),
                was.lastSuccessAt(),
                was.lastFailureAt()));
  }

  @Override
  public synchronized ReceiverHealth succeeded(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> known) {
    return change(
        webhook,
        was ->
            new ReceiverHealth(
                0,
                Optional.empty(),
                was.pause().filter(pause -> !known.equals(Optional.of(pause))),
                was.quick(),
                was.slowUntil(),
                Optional.of(at),
                was.lastFailureAt()));
  }

  @Override
  public synchronized ReceiverHealth quick(WebhookId webhook, Instant at) {
    return change(
        webhook,
        was ->
            was.slowUntil().filter(at::isBefore).isPresent()
                ? was
                : new ReceiverHealth(
                    was.failures(),
                    was.failingSince(),
                    was.pause(),
                    true,
                    Optional.empty(),
                    was.lastSuccessAt(),
                    was.lastFailureAt()));
  }

  @Override
  public synchronized ReceiverHealth slow(WebhookId webhook, Instant until) {
    return change(
        webhook,
        was ->
            new ReceiverHealth(
                was.failures(),
                was.failingSince(),
                was.pause(),
                false,
                Optional.of(until),
                was.lastSuccessAt(),
                was.lastFailureAt()));
  }

  @Override
  public synchronized void reset(WebhookId webhook) {
    change(
        webhook,
        was ->
            new ReceiverHealth(
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                was.lastSuccessAt(),
                was.lastFailureAt()));
  }

  @Override
  public synchronized void forget(WebhookId webhook) {
    Wake wake = wake(webhook);
    if (wake.due().isEmpty() && wake.held().isEmpty()) {
      healths.remove(webhook);
      wakes.remove(webhook);
    }
  }

  @Override
  public synchronized boolean ask(WebhookId webhook, Instant at) {
    Wake was = wake(webhook);
    boolean earlier = was.due().filter(due -> !at.isBefore(due)).isEmpty();
    wakes.put(
        webhook, new Wake(earlier ? Optional.of(at) : was.due(), was.held(), was.asked() + 1));
    return earlier;
  }

  @Override
  public synchronized OptionalLong claim(
      WebhookId webhook, String holder, Instant now, Instant until) {
    Wake was = wake(webhook);
    boolean mine = was.held().filter(hold -> hold.holder().equals(holder)).isPresent();
    boolean others = was.held().filter(hold -> hold.until().isAfter(now)).isPresent();
    boolean later = was.due().filter(now.plus(EARLY)::isBefore).isPresent();
    if (!mine && (others || (later && was.held().isEmpty()))) {
      return OptionalLong.empty();
    }
    wakes.put(
        webhook, new Wake(Optional.of(until), Optional.of(new Hold(holder, until)), was.asked()));
    return OptionalLong.of(was.asked());
  }

  @Override
  public synchronized boolean release(
      WebhookId webhook, String holder, Optional<Instant> next, long asked) {
    Wake was = wake(webhook);
    if (was.asked() != asked || was.held().filter(hold -> hold.holder().equals(holder)).isEmpty()) {
      return false;
    }
    wakes.put(webhook, new Wake(next, Optional.empty(), asked));
    return true;
  }

  @Override
  public synchronized List<ReceiverHealth> waiting(int limit) {
    return overdue(Instant.MAX, limit).stream().map(this::find).toList();
  }

  @Override
  public synchronized List<WebhookId> overdue(Instant before, int limit) {
    return wakes.entrySet().stream()
        .filter(entry -> entry.getValue().due().filter(before::isAfter).isPresent())
        .map(Map.Entry::getKey)
        .sorted()
        .limit(limit)
        .toList();
  }

  private static Optional<ReceiverHealth.Pause> longer(
      Optional<ReceiverHealth.Pause> was, Optional<ReceiverHealth.Pause> next) {
    return next.filter(pause -> was.filter(held -> !held.until().isBefore(pause.until())).isEmpty())
        .or(() -> was);
  }

  private ReceiverHealth change(WebhookId webhook, UnaryOperator<ReceiverHealth> how) {
    ReceiverHealth after = how.apply(find(webhook));
    healths.put(webhook, after);
    return after;
  }

  private Wake wake(WebhookId webhook) {
    return wakes.getOrDefault(webhook, Wake.NONE);
  }
}
