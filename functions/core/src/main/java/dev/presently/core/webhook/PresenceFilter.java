package dev.presently.core.webhook;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.PresenceState;
import java.util.Set;

/** Limits presence events to these contacts or chats and these states; an empty set is all. */
public record PresenceFilter(Set<Jid> contacts, Set<PresenceState> presences) {
  public static final PresenceFilter ALL = new PresenceFilter(Set.of(), Set.of());

  public PresenceFilter {
    contacts = Set.copyOf(contacts);
    presences = Set.copyOf(presences);
  }

  public boolean matches(Change change) {
    Identity who = change.presence().identity();
    return (presences.isEmpty() || presences.contains(change.presence().state()))
        && (contacts.isEmpty()
            || contacts.contains(change.key().chat())
            || who.phone().filter(contacts::contains).isPresent()
            || who.lid().filter(contacts::contains).isPresent());
  }
}
