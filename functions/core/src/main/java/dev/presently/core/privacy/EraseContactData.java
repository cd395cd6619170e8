package dev.presently.core.privacy;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.delivery.LaneSubject;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forgets all that a session holds of one chat, and tells nobody. The records, by which the rest is
 * found, go last: what failed on its way is to be asked for again, and until then events of the
 * chat may be left out. What is reported later makes new records, whose events are sent.
 */
public final class EraseContactData {
  /** How much was forgotten. */
  public record Erased(int records, int deliveries) {}

  private final SessionStore sessions;
  private final CollectContactData gather;
  private final LaneDeliveries deliveries;
  private final CommandResultStore commands;
  private final SubscriberStore subscribers;
  private final ContactDataStore traces;

  public EraseContactData(
      SessionStore sessions,
      CollectContactData gather,
      LaneDeliveries deliveries,
      CommandResultStore commands,
      SubscriberStore subscribers,
      ContactDataStore traces) {
    this.sessions = sessions;
    this.gather = gather;
    this.deliveries = deliveries;
    this.commands = commands;
    this.subscribers = subscribers;
    this.traces = traces;
  }

  /** Nothing when there is no such session. */
  public Optional<Erased> forget(SessionName session, Jid chat) {
    return sessions.find(session).map(_ -> forget(gather.gather(session, chat)));
  }

  private Erased forget(ContactData gathered) {
    SessionName session = gathered.session();
    subscribers.removeAll(gathered.addresses(), session);
    List<LaneSubject> sources = new ArrayList<>(gathered.sources());
    gathered.commands().forEach(command -> sources.add(LaneSubject.of(command)));
    int told = deliveries.erase(session, sources);
    commands.removeAll(session, gathered.commands().stream().map(CommandResult::id).toList());
    traces.remove(session, gathered.traces());
    return new Erased(gathered.traces().records().size(), told);
  }
}
