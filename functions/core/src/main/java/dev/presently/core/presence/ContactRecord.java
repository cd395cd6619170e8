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
 * All that a session holds about one key: the presence, once anything was heard, and the
 * subscription, once there was one. The revision is the one that was read; 0 has never been stored.
 */
public record ContactRecord(
    PresenceKey key,
    Optional<Presence> presence,
    Optional<Subscription> subscription,
    long revision) {
  public static ContactRecord none(PresenceKey key) {
    return new ContactRecord(key, Optional.empty(), Optional.empty(), 0);
  }

  public ContactRecord with(Presence told) {
    return new ContactRecord(key, Optional.of(told), subscription, revision);
  }

  public ContactRecord with(Subscription wished) {
    return new ContactRecord(key, presence, Optional.of(wished), revision);
  }

  /** By which addresses whoever it is about is known; where it is a group, by the group's. */
  public Set<Jid> addresses() {
    Optional<Identity> identity = presence.map(Presence::identity);
    return Stream.of(
            Optional.of(key.contact()),
            identity.flatMap(Identity::phone),
            identity.flatMap(Identity::lid))
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isSubscribed() {
    return subscription.filter(Subscription::isActive).isPresent();
  }

  /** The session ended its subscription and has not begun another: its changes stay silent. */
  public boolean isMuted() {
    return mutedSince().isPresent();
  }

  /** Since when changes stay silent, where they do. */
  public Optional<Instant> mutedSince() {
    return subscription.flatMap(Subscription::endedAt);
  }

  Presence presenceOr(Identity identity, Instant now) {
    return presence.orElseGet(() -> Presence.unknown(identity, now));
  }
}
