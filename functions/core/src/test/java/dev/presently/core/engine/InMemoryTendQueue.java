package dev.presently.core.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the requests that were sent, for a test to read or to receive. */
public final class InMemoryTendQueue implements TendQueue {
  /** A request that waits until it is due. */
  public record Waiting(TendRequest request, Instant due) {}

  private final List<Waiting> waiting = new ArrayList<>();

  @Override
  public synchronized void send(TendRequest request, Instant due) {
    waiting.add(new Waiting(request, due));
  }

  /** The requests that were not received yet, in the order in which they were sent. */
  public synchronized List<Waiting> waiting() {
    return List.copyOf(waiting);
  }

  /** When the next request is due. */
  public synchronized Optional<Instant> nextDue() {
    return waiting.stream().map(Waiting::due).min(Comparator.naturalOrder());
  }

  /** Receives those requests that are due. */
  public synchronized List<TendRequest> receive(Instant now) {
    List<Waiting> due = waiting.stream().filter(sent -> !sent.due().isAfter(now)).toList();
    due.forEach(waiting::remove);
    return due.stream().map(Waiting::request).toList();
  }
}
