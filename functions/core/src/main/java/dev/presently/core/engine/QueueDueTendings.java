package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Instant;

/** Queues one request for each session for which something is due; one read if nothing is. */
public final class QueueDueTendings {
  private static final int PAGE_SIZE = 500;

  private final TendingStore store;
  private final TendQueue queue;
  private final Clock clock;

  public QueueDueTendings(TendingStore store, TendQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  /** Returns how many. What is not queued, because this fails, is due at the next run again. */
  public int tend() {
    Instant now = clock.instant();
    int count = 0;
    for (SessionName session : Page.each(after -> store.due(now, after, PAGE_SIZE))) {
      queue.send(TendRequest.due(session), now);
      count++;
    }
    return count;
  }
}
