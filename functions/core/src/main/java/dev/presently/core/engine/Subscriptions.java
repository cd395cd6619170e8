package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Begins, renews and ends subscriptions; each is stored when the call returns. */
public record Subscriptions(PresenceStore store, ConflictRetry conflicts, Clock clock) {
  private static final int PAGE_SIZE = 500;

  /** A subscription that the engine refused is to be asked for again. */
  public void begin(SessionName session, Jid contact) {
    begin(session, contact, Subscription::retried);
  }

  /** The same, with a result. */
  SubscribeResult tryToBegin(SessionName session, Jid contact) {
    try {
      begin(session, contact);
      return new SubscribeResult.Subscribed(contact);
    } catch (DependencyFailed e) {
      return new SubscribeResult.Unavailable(contact.toString());
    }
  }

  /**
   * Begins one that the engine accepted, asked at that time, under the address by which WhatsApp
   * knows the contact; one under another ends.
   */
  void beginAsked(SessionName session, Jid asked, Jid known, Instant askedAt) {
    begin(session, known, subscription -> subscription.asked(askedAt));
    if (!known.equals(asked)) {
      end(session, asked);
    }
  }

  /** Begins one that the engine is still to be asked for. */
  void beginUnasked(SessionName session, Jid contact) {
    begin(session, contact, Subscription::unasked);
  }

  /** The engine accepted it; does nothing if it has ended. It moves to the address known. */
  void asked(SessionName session, Jid asked, Jid known, Instant askedAt) {
    if (known.equals(asked)) {
      changeActive(session, asked, subscription -> subscription.asked(askedAt));
    } else if (store
        .find(PresenceKey.of(session, asked))
        .filter(ContactRecord::isSubscribed)
        .isPresent()) {
      beginAsked(session, asked, known, askedAt);
    }
  }

  /** The engine refused it; does nothing if there is none or it has ended. */
  void denied(SessionName session, Jid contact, Instant askedAt, String reason) {
    changeActive(session, contact, subscription -> subscription.denied(askedAt, reason));
  }

  /** Ends the subscription; does nothing if there is none. */
  public void end(SessionName session, Jid contact) {
    changeActive(session, contact, subscription -> subscription.end(clock.instant()));
  }

  /** What the session is subscribed to. */
  List<Jid> active(SessionName session) {
    return records(session)
        .filter(ContactRecord::isSubscribed)
        .map(record -> record.key().contact())
        .toList();
  }

  /**
   * All addresses that the session has ever subscribed to: a contact that is known by two is listed
   * under one of them.
   */
  Set<Jid> addresses(SessionName session) {
    return records(session)
        .filter(record -> record.subscription().isPresent())
        .flatMap(record -> record.addresses().stream())
        .collect(Collectors.toSet());
  }

  private Stream<ContactRecord> records(SessionName session) {
    Iterable<ContactRecord> all = Page.each(after -> store.list(session, after, PAGE_SIZE));
    return StreamSupport.stream(all.spliterator(), false);
  }

  private void begin(SessionName session, Jid contact, UnaryOperator<Subscription> change) {
    conflicts.retry(
        () -> {
          Instant now = clock.instant();
          var key = PresenceKey.of(session, contact);
          ContactRecord held = store.find(key).orElseGet(() -> ContactRecord.none(key));
          Subscription subscription =
              held.subscription()
                  .map(existing -> existing.renew(now))
                  .orElseGet(() -> Subscription.begin(now));
          return store.save(held.with(change.apply(subscription)))
              ? Optional.of(true)
              : Optional.empty();
        });
  }

  private void changeActive(SessionName session, Jid contact, UnaryOperator<Subscription> change) {
    conflicts.change(
        () -> store.find(PresenceKey.of(session, contact)).filter(ContactRecord::isSubscribed),
        held -> held.with(change.apply(held.subscription().orElseThrow())),
        store::save);
  }
}
