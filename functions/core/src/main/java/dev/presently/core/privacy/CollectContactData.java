package dev.presently.core.privacy;

import dev.presently.core.command.CommandResultStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.ContactRecords;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds all data of a chat in one session; of a person under all known addresses. */
public final class CollectContactData {
  private final PresenceStore presences;
  private final ContactDataStore records;
  private final CommandResultStore commands;

  public CollectContactData(
      PresenceStore presences, ContactDataStore records, CommandResultStore commands) {
    this.presences = presences;
    this.records = records;
    this.commands = commands;
  }

  public ContactData collect(SessionName session, Jid chat) {
    Set<Jid> addresses = new TreeSet<>(Set.of(chat));
    if (chat.isPerson()) {
      presences
          .find(PresenceKey.of(session, chat))
          .ifPresent(record -> addresses.addAll(record.addresses()));
    }
    ContactRecords found = records.of(session, addresses);
    // An address may link to another. Addresses of group participants do not belong to the group.
    while (chat.isPerson() && addresses.addAll(found.addresses())) {
      found = records.of(session, addresses);
    }
    return new ContactData(
        session, chat, List.copyOf(addresses), found, commands.mentioning(session, addresses));
  }
}
