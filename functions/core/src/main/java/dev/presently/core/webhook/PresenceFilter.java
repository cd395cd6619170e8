package dev.presently.core.webhook;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.PresenceState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which changes of presence a webhook asks for: of these contacts or chats, and to these presences.
 * An empty set asks for all.
 */
public record PresenceFilter(Set<Jid> contacts, Set<PresenceState> presences) {
  public static final PresenceFilter ALL = new PresenceFilter(Set.of(), Set.of());

  public PresenceFilter {
    contacts = Set.copyOf(contacts);
    presences = Set.copyOf(presences);
  }

  public boolean matches(Change change) {
    return (presences.isEmpty() || presences.contains(change.presence().state()))
        && (contacts.isEmpty() || addresses(change).anyMatch(contacts::contains));
  }

  private static Stream<Jid> addresses(Change change) {
    Identity who = change.presence().identity();
    return Stream.of(Optional.of(change.key().chat()), who.phone(), who.lid())
        .flatMap(Optional::stream);
  }
}
