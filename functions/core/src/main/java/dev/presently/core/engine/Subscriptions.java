package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Begins, renews and ends subscriptions; each is stored when the call returns. */
public final class Subscriptions {
  private final PresenceStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public Subscriptions(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  public void begin(SessionName session, Jid contact) {
    conflicts.retry(
        () -> {
          Instant now = clock.instant();
          var key = PresenceKey.of(session, contact);
          ContactRecord held = store.find(key).orElseGet(() -> ContactRecord.none(key));
          Subscription wished =
              held.subscription()
                  .map(standing -> standing.renew(now))
                  .orElseGet(() -> Subscription.begin(now));
          return store.save(held.with(wished)) ? Optional.of(wished) : Optional.empty();
        });
  }

  /** Ends the subscription; nothing happens when there was none. */
  public void end(SessionName session, Jid contact) {
    conflicts.retry(
        () -> {
          Optional<ContactRecord> held = store.find(PresenceKey.of(session, contact));
          if (held.filter(ContactRecord::isSubscribed).isEmpty()) {
            return Optional.of(false);
          }
          Subscription ended = held.get().subscription().orElseThrow().end(clock.instant());
          return store.save(held.get().with(ended)) ? Optional.of(true) : Optional.empty();
        });
  }
}
