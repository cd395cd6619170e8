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
public record Subscriptions(PresenceStore store, ConflictRetry conflicts, Clock clock) {
  public void begin(SessionName session, Jid contact) {
    conflicts.retry(
        () -> {
          Instant now = clock.instant();
          var key = PresenceKey.of(session, contact);
          ContactRecord held = store.find(key).orElseGet(() -> ContactRecord.none(key));
          Subscription subscription =
              held.subscription()
                  .map(existing -> existing.renew(now))
                  .orElseGet(() -> Subscription.begin(now));
          return store.save(held.with(subscription)) ? Optional.of(true) : Optional.empty();
        });
  }

  /** Ends the subscription; does nothing if there is none. */
  public void end(SessionName session, Jid contact) {
    conflicts.change(
        () -> store.find(PresenceKey.of(session, contact)).filter(ContactRecord::isSubscribed),
        held -> held.with(held.subscription().orElseThrow().end(clock.instant())),
        store::save);
  }
}
