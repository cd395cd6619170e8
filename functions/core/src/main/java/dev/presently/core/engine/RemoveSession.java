package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.delivery.LaneSubject;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.ContactRecords;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Removes a session with its presence, history, subscriptions, webhooks, client rules, command
 * results and all deliveries about its contacts, so that the next session of this name finds none.
 * Lanes are removed before the records by which they are found, page by page, so that a repetition
 * of a long removal continues it.
 *
 * <p>Reports and commands find the session until it is removed itself. So all is removed once more
 * afterwards, also when there is no such session: that completes a removal that was cut short in
 * between. What remains is a request that read the session before its removal and writes after the
 * second pass.
 */
public final class RemoveSession {
  private static final int PAGE_SIZE = 100;

  private final SessionStore sessions;
  private final PresenceStore presences;
  private final ContactDataStore contactData;
  private final HistoryStore history;
  private final CommandResultStore commands;
  private final LaneDeliveries deliveries;
  private final ChangeWebhook webhooks;
  private final ClientRulesStore clientRules;
  private final Engines engines;

  public RemoveSession(
      SessionStore sessions,
      PresenceStore presences,
      ContactDataStore contactData,
      HistoryStore history,
      CommandResultStore commands,
      LaneDeliveries deliveries,
      ChangeWebhook webhooks,
      ClientRulesStore clientRules,
      Engines engines) {
    this.sessions = sessions;
    this.presences = presences;
    this.contactData = contactData;
    this.history = history;
    this.commands = commands;
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.clientRules = clientRules;
    this.engines = engines;
  }

  /**
   * False when there is no such session. A session of this name that is created before the call
   * returns may lose what it wrote until then.
   */
  public boolean remove(SessionName name) {
    Optional<Session> session = sessions.find(name);
    Set<Jid> subscribed = new HashSet<>();
    session.ifPresent(
        found -> {
          if (found.engine().isLoopback()) {
            engines.of(found).stop();
          }
          removeData(name, subscribed);
          sessions.remove(found);
        });
    removeData(name, subscribed);
    return session.isPresent();
  }

  /** Adds the addresses in whose lists of subscribers the session was. */
  private void removeData(SessionName name, Set<Jid> subscribed) {
    subscribed.addAll(engines.subscriptions().addresses(name));
    engines.loopback().leave(name, subscribed);
    removeContacts(name);
    presences.removeAll(name);
    removeCommands(name);
    webhooks.removeAllOf(name);
    clientRules.remove(name);
    engines.remote().tendings().remove(name);
    engines.loopback().remove(name);
  }

  private void removeContacts(SessionName name) {
    eachPage(
        after -> presences.list(name, after, PAGE_SIZE),
        records -> {
          deliveries.erase(
              name, records.stream().flatMap(r -> LaneSubject.of(r).stream()).toList());
          history.removeAll(
              records.stream().flatMap(r -> r.keys().stream()).collect(Collectors.toSet()));
          contactData.remove(name, new ContactRecords(records, Map.of()));
        });
  }

  private void removeCommands(SessionName name) {
    eachPage(
        after -> commands.list(name, after, PAGE_SIZE),
        results -> {
          deliveries.erase(name, results.stream().map(LaneSubject::of).toList());
          commands.removeAll(name, results.stream().map(CommandResult::id).toList());
        });
  }

  private static <T> void eachPage(
      Function<Optional<String>, Page<T>> pages, Consumer<List<T>> remove) {
    Page<T> page = pages.apply(Optional.empty());
    remove.accept(page.items());
    while (page.next().isPresent()) {
      page = pages.apply(page.next());
      remove.accept(page.items());
    }
  }
}
