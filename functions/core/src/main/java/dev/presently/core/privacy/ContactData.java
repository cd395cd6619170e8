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

/**
 * What a session holds of one chat: under which addresses it is known, what stands there, and which
 * commands' results name one of them.
 */
public record ContactData(
    SessionName session,
    Jid chat,
    List<Jid> addresses,
    ContactRecords traces,
    List<CommandResult> commands) {
  public ContactData {
    addresses = List.copyOf(addresses);
    commands = List.copyOf(commands);
  }

  /** The records in which a person is a participant; none for a group. */
  public List<ContactRecord> inGroups() {
    return traces.records().stream()
        .filter(record -> chat.isPerson() && record.key().group().isPresent())
        .toList();
  }

  /** Whose changes make events: the addresses themselves, and the participants of groups. */
  public List<LaneSubject> sources() {
    Set<PresenceKey> keys = new LinkedHashSet<>();
    addresses.forEach(address -> keys.add(PresenceKey.of(session, address)));
    traces.records().forEach(record -> keys.add(record.key()));
    Optional<Instant> began = began();
    return keys.stream().map(key -> LaneSubject.of(key, began)).toList();
  }

  /** When the last of these records began: a LID's events may belong to a number's record. */
  private Optional<Instant> began() {
    return traces.records().stream()
        .flatMap(record -> record.presence().stream())
        .map(Presence::began)
        .max(Comparator.naturalOrder());
  }
}
