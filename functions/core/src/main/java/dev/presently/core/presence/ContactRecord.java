package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session's record of one key: the presence after the first report, and the subscription after
 * the first subscribe. {@code joining} is an address of the same person whose records in groups are
 * still to be joined with this address's ({@link LinkAddresses}). The revision is the one that was
 * read; 0 has never been stored.
 */
public record ContactRecord(
    PresenceKey key,
    Optional<Presence> presence,
    Optional<Subscription> subscription,
    Optional<Jid> joining,
    long revision) {
  public ContactRecord(
      PresenceKey key,
      Optional<Presence> presence,
      Optional<Subscription> subscription,
      long revision) {
    this(key, presence, subscription, Optional.empty(), revision);
  }

  public static ContactRecord none(PresenceKey key) {
    return new ContactRecord(key, Optional.empty(), Optional.empty(), 0);
  }

  public ContactRecord with(Presence changed) {
    return new ContactRecord(key, Optional.of(changed), subscription, joining, revision);
  }

  public ContactRecord with(Subscription changed) {
    return new ContactRecord(key, presence, Optional.of(changed), joining, revision);
  }

  ContactRecord joining(Optional<Jid> address) {
    return new ContactRecord(key, presence, subscription, address, revision);
  }

  /** The engine reports the contact now; see {@link Subscription#heard}. */
  ContactRecord heard(Instant now) {
    return new ContactRecord(
        key, presence, subscription.map(active -> active.heard(now)), joining, revision);
  }

  /**
   * This record at the moment when its address began to lead to another: its activity has ended.
   */
  public ContactRecord led(Instant at) {
    return presence.map(last -> with(LinkRules.end(last, at))).orElse(this);
  }

  /** All known addresses of the contact or group. */
  public Set<Jid> addresses() {
    Optional<Identity> identity = presence.map(Presence::identity);
    return Stream.of(
            Optional.of(key.contact()),
            identity.flatMap(Identity::phone),
            identity.flatMap(Identity::lid))
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The record's key, and for a person those before its addresses were linked. */
  public Set<PresenceKey> keys() {
    return addresses().stream()
        .map(jid -> new PresenceKey(key.session(), jid, key.group()))
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isSubscribed() {
    return subscription.filter(Subscription::isActive).isPresent();
  }

  /** When the session unsubscribed: changes after that make no events until it subscribes again. */
  public Optional<Instant> mutedSince() {
    return subscription.flatMap(Subscription::endedAt);
  }
}
