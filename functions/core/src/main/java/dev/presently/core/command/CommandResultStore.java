package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;

/** Keeps how queued commands ended, for a day; what is kept is told. */
public interface CommandResultStore {
  /** The command has ended: doing it once more would tell nothing new. */
  boolean contains(SessionName session, CorrelationId id);

  /** Keeps the first result of a command; a later one changes nothing. */
  void keep(CommandResult result);

  /** The results of a session's commands that name one of these, as far as they are kept. */
  List<CommandResult> naming(SessionName session, Collection<Jid> chats);

  /** Forgets how these commands ended; may be called again after it failed. */
  void removeAll(SessionName session, Collection<CorrelationId> ids);
}
