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

/** Finds all that a session holds of one chat; of a person by every address known of them. */
public final class CollectContactData {
  private final PresenceStore presences;
  private final ContactDataStore traces;
  private final CommandResultStore commands;

  public CollectContactData(
      PresenceStore presences, ContactDataStore traces, CommandResultStore commands) {
    this.presences = presences;
    this.traces = traces;
    this.commands = commands;
  }

  public ContactData gather(SessionName session, Jid chat) {
    Set<Jid> addresses = new TreeSet<>(Set.of(chat));
    if (chat.isPerson()) {
      presences
          .find(PresenceKey.of(session, chat))
          .ifPresent(record -> addresses.addAll(record.addresses()));
    }
    ContactRecords found = traces.of(session, addresses);
    // Each address may lead to another one; those of a group's participants are not the group's.
    while (chat.isPerson() && addresses.addAll(found.addresses())) {
      found = traces.of(session, addresses);
    }
    return new ContactData(
        session, chat, List.copyOf(addresses), found, commands.naming(session, addresses));
  }
}
