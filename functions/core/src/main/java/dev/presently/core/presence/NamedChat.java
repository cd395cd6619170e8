package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chat, and the name by which a client asked for it. */
public record NamedChat(Jid asked, ChatView view) {
  /** The name, where the view does not have it: a LID that another one has replaced. */
  public Optional<Jid> formerName() {
    return Optional.of(asked).filter(name -> !viewNames().contains(name));
  }

  /** All names by which a caller may know the chat. */
  public Set<Jid> names() {
    return Stream.concat(Stream.of(asked), viewNames().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<Jid> viewNames() {
    Optional<Identity> identity = view.presence().map(Presence::identity);
    return Stream.of(
            Optional.of(view.chat()),
            identity.flatMap(Identity::phone),
            identity.flatMap(Identity::lid))
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
