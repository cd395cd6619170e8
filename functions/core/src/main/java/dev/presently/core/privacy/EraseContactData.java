package dev.presently.core.privacy;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.delivery.LaneSubject;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Erases all data of a chat in one session; sends no events. Contact records are deleted last: the
 * other data is found through them, so a failed call can be repeated. Later reports make new
 * records.
 */
public final class EraseContactData {
  /** How many items were erased. */
  public record Erased(int records, int deliveries) {}

  private final SessionStore sessions;
  private final CollectContactData collect;
  private final LaneDeliveries deliveries;
  private final CommandResultStore commands;
  private final SubscriberStore subscribers;
  private final HistoryStore history;
  private final ContactDataStore contactData;

  public EraseContactData(
      SessionStore sessions,
      CollectContactData collect,
      LaneDeliveries deliveries,
      CommandResultStore commands,
      SubscriberStore subscribers,
      HistoryStore history,
      ContactDataStore contactData) {
    this.sessions = sessions;
    this.collect = collect;
    this.deliveries = deliveries;
    this.commands = commands;
    this.subscribers = subscribers;
    this.history = history;
    this.contactData = contactData;
  }

  /** Empty if there is no such session. */
  public Optional<Erased> erase(SessionName session, Jid chat) {
    return sessions.find(session).map(_ -> erase(collect.collect(session, chat)));
  }

  private Erased erase(ContactData data) {
    SessionName session = data.session();
    subscribers.removeAll(data.addresses(), session);
    Stream<LaneSubject> lanes =
        Stream.concat(data.presenceLanes().stream(), data.commands().stream().map(LaneSubject::of));
    int erased = deliveries.erase(session, lanes.toList());
    commands.removeAll(session, data.commands().stream().map(CommandResult::id).toList());
    history.removeAll(data.keys());
    contactData.remove(session, data.stored());
    return new Erased(data.stored().records().size(), erased);
  }
}
