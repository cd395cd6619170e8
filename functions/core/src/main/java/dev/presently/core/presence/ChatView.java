package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The visible state of one chat at one moment: a person's presence, or a group with its
 * participants. All presences are folded; one that was never reported is absent.
 *
 * @param isFolded the person's presence has ended by time, and that is not stored yet
 */
public record ChatView(
    Jid chat,
    Optional<Presence> presence,
    List<Presence> participants,
    Optional<Subscription> subscription,
    boolean isFolded) {
  public ChatView {
    participants = List.copyOf(participants);
  }

  /** Nothing is known about this chat. */
  public static ChatView unknown(Jid chat) {
    return new ChatView(chat, Optional.empty(), List.of(), Optional.empty(), false);
  }

  /** One chat from all its records, of which there is at least one. */
  public static ChatView of(List<ContactRecord> records, Instant now) {
    Optional<ContactRecord> own =
        records.stream().filter(record -> record.key().group().isEmpty()).findFirst();
    return new ChatView(
        records.getFirst().key().chat(),
        own.flatMap(ContactRecord::presence).map(presence -> presence.fold(now)),
        participants(records, now),
        own.flatMap(ContactRecord::subscription),
        own.flatMap(ContactRecord::presence)
            .filter(presence -> presence.hasExpired(now))
            .isPresent());
  }

  /** A group shows the strongest of its participants. */
  public PresenceState state() {
    return participants.stream()
        .map(Presence::state)
        .max(Comparator.naturalOrder())
        .or(() -> presence.map(Presence::state))
        .orElse(PresenceState.UNKNOWN);
  }

  public boolean isSubscribed() {
    return subscription.filter(Subscription::isActive).isPresent();
  }

  /** The time of the last visible change; empty before the first report. */
  public Optional<Instant> updatedAt() {
    return participants.stream()
        .map(Presence::updatedAt)
        .max(Comparator.naturalOrder())
        .or(() -> lastChange().map(Presence::updatedAt));
  }

  /** The last report about this chat, as far as it is stored; empty before the first. */
  public Optional<Instant> lastHeard() {
    return Stream.of(
            updatedAt(),
            presence.flatMap(known -> known.history().at()),
            subscription.flatMap(Subscription::confirmedAt))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** The presence after the first visible change. */
  public Optional<Presence> lastChange() {
    return presence.filter(known -> !known.seq().equals(Seq.NONE));
  }

  public long onlineCount() {
    return participants.stream()
        .filter(who -> who.state().compareTo(PresenceState.AVAILABLE) >= 0)
        .count();
  }

  /** A participant known by LID and by phone number is listed once, by the number. */
  private static List<Presence> participants(List<ContactRecord> records, Instant now) {
    List<Presence> all =
        records.stream()
            .filter(record -> record.key().group().isPresent())
            .flatMap(record -> record.presence().stream())
            .map(presence -> presence.fold(now))
            .toList();
    Set<Jid> linked =
        all.stream()
            .map(Presence::identity)
            .filter(Identity::isLinked)
            .flatMap(identity -> identity.lid().stream())
            .collect(Collectors.toSet());
    return all.stream().filter(who -> !linked.contains(who.identity().jid())).toList();
  }
}
