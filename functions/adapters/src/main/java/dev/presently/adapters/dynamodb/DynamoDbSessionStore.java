package dev.presently.adapters.dynamodb;

import static java.util.function.Predicate.not;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per session in the Registry table, laid out by {@link SessionItems}, and one for
 * each address of a loopback session. Both are written together, or neither.
 *
 * <pre>
 * pk       JID#jid
 * sk       OWNER
 * session  name
 * </pre>
 */
public final class DynamoDbSessionStore implements SessionStore {
  private static final String OWNER = "session";
  private static final int REMOVALS = 50;

  private final Table table;

  public DynamoDbSessionStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<Session> find(SessionName name) {
    return table.get(SessionItems.key(name)).map(SessionItems::read);
  }

  @Override
  public Page<Session> list(Optional<String> after, int limit) {
    return table.page(SessionItems.PK, after, limit, item -> Optional.of(SessionItems.read(item)));
  }

  @Override
  public Result save(Optional<Session> before, Session session) {
    List<Jid> had = before.map(Session::ownJids).orElse(List.of());
    List<Jid> has = session.ownJids();
    List<Jid> claimed = has.stream().filter(not(had::contains)).toList();
    List<Jid> freed = had.stream().filter(not(has::contains)).toList();
    return claimed.isEmpty() && freed.isEmpty() ? save(session) : save(session, claimed, freed);
  }

  @Override
  public void remove(Session session) {
    for (int i = 0; i < REMOVALS; i++) {
      Optional<Session> stored =
          find(session.name()).filter(found -> found.createdAt().equals(session.createdAt()));
      if (stored.isEmpty() || tryToRemove(stored.get())) {
        return;
      }
    }
    throw new DependencyFailed("the session changes faster than it can be removed");
  }

  @Override
  public Optional<SessionName> ownerOf(Jid jid) {
    return table.get(claim(jid)).map(item -> new SessionName(item.required(OWNER)));
  }

  private Result save(Session session) {
    return table.put(SessionItems.write(session), new Revision(session.revision()))
        ? saved(session)
        : new Result.Outrun();
  }

  private Result save(Session session, List<Jid> claimed, List<Jid> freed) {
    Transaction all =
        table.transaction().put(SessionItems.write(session), new Revision(session.revision()));
    for (Jid jid : claimed) {
      all.putUnlessHas(ItemKey.PK, Item.at(claim(jid)).text(OWNER, session.name()));
    }
    freed.forEach(jid -> all.delete(claim(jid)));
    List<String> reasons = all.write();
    if (reasons.isEmpty()) {
      return saved(session);
    }
    int taken = reasons.indexOf(Transaction.CONDITION_FAILED);
    return taken > 0 ? new Result.JidTaken(claimed.get(taken - 1)) : new Result.Outrun();
  }

  private boolean tryToRemove(Session stored) {
    Transaction all =
        table
            .transaction()
            .delete(SessionItems.key(stored.name()), new Revision(stored.revision()));
    stored.ownJids().forEach(jid -> all.delete(claim(jid)));
    return all.write().isEmpty();
  }

  private static Result saved(Session session) {
    return new Result.Saved(
        new Session(
            session.name(),
            session.engine(),
            session.status(),
            session.profile(),
            session.createdAt(),
            session.updatedAt(),
            session.revision() + 1));
  }

  private static ItemKey claim(Jid jid) {
    return new ItemKey("JID#" + jid, "OWNER");
  }
}
