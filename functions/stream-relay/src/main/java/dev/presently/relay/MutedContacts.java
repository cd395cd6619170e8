package dev.presently.relay;

import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Contacts whose subscription the session ended: their changes are not sent. A group's participant
 * is muted with its group, which is read once per batch.
 */
final class MutedContacts {
  private final PresenceStore presences;
  private final Map<PresenceKey, Optional<Instant>> groups = new HashMap<>();

  MutedContacts(PresenceStore presences) {
    this.presences = presences;
  }

  boolean contains(ContactRecord record) {
    PresenceKey key = record.key();
    return key.group()
        .map(group -> mutedSince(PresenceKey.of(key.session(), group)))
        .map(since -> since.filter(ended -> !ended.isAfter(changedAt(record))).isPresent())
        .orElseGet(() -> record.mutedSince().isPresent());
  }

  private Optional<Instant> mutedSince(PresenceKey group) {
    return groups.computeIfAbsent(
        group, key -> presences.find(key).flatMap(ContactRecord::mutedSince));
  }

  private static Instant changedAt(ContactRecord record) {
    return record.presence().map(Presence::updatedAt).orElse(Instant.MAX);
  }
}
