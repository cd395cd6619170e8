package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session's data about some addresses: records, and LIDs with the phone JID each links to. */
public record ContactRecords(List<ContactRecord> records, Map<Jid, Jid> links) {
  public ContactRecords {
    records = List.copyOf(records);
    links = Map.copyOf(links);
  }

  /** All addresses of the people and groups in these. */
  public Set<Jid> addresses() {
    Set<Jid> all = new HashSet<>(links.keySet());
    all.addAll(links.values());
    records.forEach(record -> all.addAll(record.addresses()));
    return all;
  }
}
