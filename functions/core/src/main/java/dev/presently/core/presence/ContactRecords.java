package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a session holds under some addresses: records, and LIDs, each with the phone number's JID
 * that it leads to.
 */
public record ContactRecords(List<ContactRecord> records, Map<Jid, Jid> links) {
  public ContactRecords {
    records = List.copyOf(records);
    links = Map.copyOf(links);
  }

  /** By which addresses the people in these are known; a chat that is no person has its own. */
  public Set<Jid> addresses() {
    Set<Jid> all = new HashSet<>(links.keySet());
    all.addAll(links.values());
    for (ContactRecord record : records) {
      all.addAll(record.addresses());
    }
    return all;
  }
}
