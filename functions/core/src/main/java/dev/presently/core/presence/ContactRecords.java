package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session's data about some addresses: records, LIDs with the phone JID each links to, and the
 * keys in groups that lead to another record there.
 */
public record ContactRecords(
    List<ContactRecord> records, Map<Jid, Jid> links, Set<PresenceKey> linksInGroups) {
  public ContactRecords {
    records = List.copyOf(records);
    links = Map.copyOf(links);
    linksInGroups = Set.copyOf(linksInGroups);
  }

  public ContactRecords(List<ContactRecord> records, Map<Jid, Jid> links) {
    this(records, links, Set.of());
  }

  /**
   * All addresses of the people and groups in these; without {@code linksInGroups}, where a LID may
   * still lead to a number that it has left.
   */
  public Set<Jid> addresses() {
    Set<Jid> all = new HashSet<>(links.keySet());
    all.addAll(links.values());
    records.forEach(record -> all.addAll(record.addresses()));
    return all;
  }
}
