package dev.presently.core.command;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stores the results of queued commands for a day; each stored result makes an event. */
public interface CommandResultStore {
  /** The command has ended and need not run again. */
  boolean contains(SessionName session, CorrelationId id);

  /** Stores the first result of a command; a later one changes nothing. */
  void save(CommandResult result);

  /** The stored results of a session that mention one of these chats. */
  List<CommandResult> mentioning(SessionName session, Collection<Jid> chats);

  /** A session's stored results by id, {@code after} excluded. */
  Page<CommandResult> list(SessionName session, Optional<String> after, int limit);

  /** Idempotent, also after a partial failure. */
  void removeAll(SessionName session, Collection<CorrelationId> ids);
}
