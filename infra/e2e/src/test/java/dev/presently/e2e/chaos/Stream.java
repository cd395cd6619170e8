package dev.presently.e2e.chaos;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.EventOfRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events in the order in which they were stored. One relay at a time tells them; what it could not
 * tell is told again, in smaller batches.
 */
final class Stream {
  private static final int BATCH = 10;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private final Turns turns;
  private final Functions functions;
  private final History history;
  private final DeliveryQueue queue;
  private final List<Event> events = new ArrayList<>();
  private final List<Instant> stored = new ArrayList<>();
  private int told;
  private int atOnce = BATCH;
  private boolean relaying;

  Stream(Turns turns, Functions functions, History history, DeliveryQueue queue) {
    this.turns = turns;
    this.functions = functions;
    this.history = history;
    this.queue = queue;
  }

  void store(Event event) {
    events.add(event);
    stored.add(turns.instant());
    turns.alarm(turns.instant(), this::relay);
  }

  boolean isTold() {
    return told == events.size();
  }

  private void relay() {
    if (relaying || isTold()) {
      return;
    }
    relaying = true;
    int from = told;
    List<Event> batch = List.copyOf(events.subList(from, Math.min(events.size(), from + atOnce)));
    Visit visit = functions.visit(Visit.Kind.RELAY);
    functions.start(
        visit,
        () -> {
          int done = tell(visit, batch);
          if (!visit.isKilled() && !visit.isOvertaken()) {
            relayed(from + done, done == batch.size());
          }
        },
        () -> relayed(from, false));
  }

  private int tell(Visit visit, List<Event> batch) {
    try {
      return functions.fanOut(visit, queue).send(batch.stream().map(Stream::caused).toList());
    } catch (DependencyFailed e) {
      return 0;
    }
  }

  private static Optional<EventOfRequest> caused(Event event) {
    return Optional.of(new EventOfRequest(event, Optional.empty()));
  }

  private void relayed(int until, boolean all) {
    for (; told < until; told++) {
      history.stored.add(new History.Stored(events.get(told), stored.get(told), turns.instant()));
    }
    relaying = false;
    atOnce = all ? BATCH : Math.max(1, atOnce / 2);
    turns.alarm(turns.instant().plus(all ? Duration.ZERO : AGAIN_AFTER), this::relay);
  }
}
