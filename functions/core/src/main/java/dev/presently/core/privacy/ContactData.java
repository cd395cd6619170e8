package dev.presently.core.privacy;

import dev.presently.core.command.CommandResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.LaneSubject;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.ContactRecords;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything stored of one chat in one session: addresses, records and command results. */
public record ContactData(
    SessionName session,
    Jid chat,
    List<Jid> addresses,
    ContactRecords stored,
    List<CommandResult> commands) {
  public ContactData {
    addresses = List.copyOf(addresses);
    commands = List.copyOf(commands);
  }

  /** A person's records as participant of groups; none for a group. */
  public List<ContactRecord> inGroups() {
    return stored.records().stream()
        .filter(record -> chat.isPerson() && record.key().group().isPresent())
        .toList();
  }

  /** The keys of the addresses and of the group participants, also from before addresses linked. */
  public Set<PresenceKey> keys() {
    Set<PresenceKey> keys = new LinkedHashSet<>();
    addresses.forEach(address -> keys.add(PresenceKey.of(session, address)));
    stored.records().forEach(record -> keys.addAll(record.keys()));
    if (!chat.isPerson()) {
      keys.addAll(stored.linksInGroups());
    }
    for (ContactRecord record : inGroups()) {
      addresses.forEach(
          address -> keys.add(new PresenceKey(session, address, record.key().group())));
    }
    return keys;
  }

  /** The lanes of presence events of these keys. */
  public List<LaneSubject> presenceLanes() {
    Optional<Instant> began = began();
    return keys().stream().map(key -> LaneSubject.of(key, began)).toList();
  }

  /** The latest start of a record: a LID's events may belong to the phone number's record. */
  private Optional<Instant> began() {
    return stored.records().stream()
        .flatMap(record -> record.presence().stream())
        .map(Presence::began)
        .max(Comparator.naturalOrder());
  }
}
