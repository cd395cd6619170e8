package dev.presently.adapters.dynamodb;

import static dev.presently.adapters.dynamodb.SessionItems.LISTED;
import static java.util.function.Predicate.not;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item and one list row per session in the Registry table, laid out by {@link
 * SessionItems}, and one item per JID of a loopback session, in one transaction.
 *
 * <pre>
 * pk       JID#jid
 * sk       OWNER
 * session  name
 * </pre>
 */
public final class DynamoDbSessionStore implements SessionStore {
  private static final String OWNER = "session";
  private static final int MAX_ATTEMPTS = 50;

  private final Table table;

  public DynamoDbSessionStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<Session> find(SessionName name) {
    return table.get(SessionItems.key(name)).map(SessionItems::read);
  }

  @Override
  public List<Session> findAll(Collection<SessionName> names) {
    return LISTED.findAll(table, names, SessionItems::read);
  }

  @Override
  public Page<Session> list(Optional<String> after, int limit) {
    return LISTED.page(table, after, limit, SessionItems::read);
  }

  @Override
  public Result save(Optional<Session> before, Session session) {
    List<Jid> old = before.map(Session::ownJids).orElse(List.of());
    List<Jid> current = session.ownJids();
    List<Jid> claimed = current.stream().filter(not(old::contains)).toList();
    List<Jid> freed = old.stream().filter(not(current::contains)).toList();
    return session.revision() > 0 && claimed.isEmpty() && freed.isEmpty()
        ? save(session)
        : save(session, claimed, freed);
  }

  @Override
  public void remove(Session session) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<Session> stored =
          find(session.name()).filter(found -> found.createdAt().equals(session.createdAt()));
      if (stored.isEmpty() || tryToRemove(stored.get())) {
        return;
      }
    }
    throw new DependencyFailed("the session changed " + MAX_ATTEMPTS + " times during its removal");
  }

  @Override
  public Optional<SessionName> ownerOf(Jid jid) {
    return table.get(claim(jid)).map(item -> new SessionName(item.required(OWNER)));
  }

  private Result save(Session session) {
    return table.put(SessionItems.write(session), new Revision(session.revision()))
        ? saved(session)
        : new Result.Conflict();
  }

  private Result save(Session session, List<Jid> claimed, List<Jid> freed) {
    Transaction transaction =
        table.transaction().put(SessionItems.write(session), new Revision(session.revision()));
    for (Jid jid : claimed) {
      transaction.putUnlessHas(ItemKey.PK, Item.at(claim(jid)).text(OWNER, session.name()));
    }
    freed.forEach(jid -> transaction.delete(claim(jid)));
    if (session.revision() == 0) {
      transaction.put(LISTED.row(session.name()));
    }
    List<String> reasons = transaction.write();
    if (reasons.isEmpty()) {
      return saved(session);
    }
    int conflict = reasons.indexOf(Transaction.CONDITION_FAILED);
    return conflict > 0 ? new Result.JidTaken(claimed.get(conflict - 1)) : new Result.Conflict();
  }

  private boolean tryToRemove(Session stored) {
    Transaction transaction =
        table
            .transaction()
            .delete(SessionItems.key(stored.name()), new Revision(stored.revision()))
            .delete(LISTED.rowKey(stored.name()));
    stored.ownJids().forEach(jid -> transaction.delete(claim(jid)));
    return transaction.write().isEmpty();
  }

  private static Result saved(Session session) {
    return new Result.Saved(session.withRevision(session.revision() + 1));
  }

  private static ItemKey claim(Jid jid) {
    return new ItemKey("JID#" + jid, "OWNER");
  }
}
