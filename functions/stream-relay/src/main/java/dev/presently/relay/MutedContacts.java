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
 * Whose changes stay silent because the session ended its subscription. A participant is as silent
 * as the group, which is read once for a batch.
 */
final class MutedContacts {
  private final PresenceStore presences;
  private final Map<PresenceKey, Optional<Instant>> groups = new HashMap<>();

  MutedContacts(PresenceStore presences) {
    this.presences = presences;
  }

  boolean covers(ContactRecord record) {
    PresenceKey key = record.key();
    return key.group()
        .map(
            group ->
                groups.computeIfAbsent(PresenceKey.of(key.session(), group), this::mutedSince))
        .map(since -> since.filter(ended -> !ended.isAfter(changed(record))).isPresent())
        .orElseGet(record::isMuted);
  }

  private Optional<Instant> mutedSince(PresenceKey group) {
    return presences.find(group).flatMap(ContactRecord::mutedSince);
  }

  private static Instant changed(ContactRecord record) {
    return record.presence().map(Presence::updatedAt).orElse(Instant.MAX);
  }
}
