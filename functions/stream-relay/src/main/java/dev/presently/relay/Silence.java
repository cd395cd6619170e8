package dev.presently.relay;

import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose changes stay silent because the session ended its subscription. A participant is as silent
 * as the group, which is read once for a batch.
 */
final class Silence {
  private final PresenceStore presences;
  private final Map<PresenceKey, Boolean> groups = new HashMap<>();

  Silence(PresenceStore presences) {
    this.presences = presences;
  }

  boolean covers(ContactRecord record) {
    PresenceKey key = record.key();
    return key.group()
        .map(
            group -> groups.computeIfAbsent(PresenceKey.of(key.session(), group), this::isSilenced))
        .orElseGet(record::isSilenced);
  }

  private boolean isSilenced(PresenceKey group) {
    return presences.find(group).filter(ContactRecord::isSilenced).isPresent();
  }
}
