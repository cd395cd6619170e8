package dev.presently.core.history;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose changes are read: the keys that they are stored under, and what is held of them now. */
public record HistorySubject(Set<PresenceKey> keys, List<Presence> held) {
  /** Nothing is held. */
  public static final HistorySubject NOBODY = new HistorySubject(Set.of(), List.of());

  public HistorySubject {
    keys = Set.copyOf(keys);
    held = List.copyOf(held);
  }

  /** A person under all known addresses. */
  static HistorySubject person(Jid asked, ContactRecord record) {
    return new HistorySubject(
        Stream.concat(
                Stream.of(PresenceKey.of(record.key().session(), asked)), record.keys().stream())
            .collect(Collectors.toSet()),
        record.presence().stream().toList());
  }

  /** Participants of a group. */
  static HistorySubject participants(List<ContactRecord> records) {
    return new HistorySubject(
        records.stream().flatMap(record -> record.keys().stream()).collect(Collectors.toSet()),
        records.stream().flatMap(record -> record.presence().stream()).toList());
  }
}
