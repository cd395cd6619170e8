package dev.presently.adapters.dynamodb;

import static java.util.function.Predicate.not;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one item per session in the Registry table and, in one transaction, one per JID of a
 * loopback session.
 *
 * <pre>
 * pk                           SESSION; the stream filter matches it
 * sk                           name
 * revision, write              see {@link Revision}
 * state, reason                status words; the reason may be absent
 * engineType                   loopback | waha | wuzapi | titan
 * engineUrl, engineSession, engineApiKey, engineWebhookSecret
 * phoneNumber, lid, pushName
 * proxy, config                JSON as received
 * createdAt, updatedAt         times
 *
 * pk                           JID#jid
 * sk                           OWNER
 * session                      name
 * </pre>
 */
public final class DynamoDbSessionStore implements SessionStore {
  private static final String PK = "SESSION";
  private static final String OWNER = "session";
  private static final int MAX_ATTEMPTS = 50;

  private final Table table;

  public DynamoDbSessionStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<Session> find(SessionName name) {
    return table.get(key(name)).map(DynamoDbSessionStore::read);
  }

  @Override
  public Page<Session> list(Optional<String> after, int limit) {
    return table.page(PK, after, limit, item -> Optional.of(read(item)));
  }

  @Override
  public Result save(Optional<Session> before, Session session) {
    List<Jid> old = before.map(Session::ownJids).orElse(List.of());
    List<Jid> current = session.ownJids();
    List<Jid> claimed = current.stream().filter(not(old::contains)).toList();
    List<Jid> freed = old.stream().filter(not(current::contains)).toList();
    return claimed.isEmpty() && freed.isEmpty() ? save(session) : save(session, claimed, freed);
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
    return table.put(write(session), new Revision(session.revision()))
        ? saved(session)
        : new Result.Conflict();
  }

  private Result save(Session session, List<Jid> claimed, List<Jid> freed) {
    Transaction transaction =
        table.transaction().put(write(session), new Revision(session.revision()));
    for (Jid jid : claimed) {
      transaction.putUnlessHas(ItemKey.PK, Item.at(claim(jid)).text(OWNER, session.name()));
    }
    freed.forEach(jid -> transaction.delete(claim(jid)));
    List<String> reasons = transaction.write();
    if (reasons.isEmpty()) {
      return saved(session);
    }
    int conflict = reasons.indexOf(Transaction.CONDITION_FAILED);
    return conflict > 0 ? new Result.JidTaken(claimed.get(conflict - 1)) : new Result.Conflict();
  }

  private boolean tryToRemove(Session stored) {
    Transaction transaction =
        table.transaction().delete(key(stored.name()), new Revision(stored.revision()));
    stored.ownJids().forEach(jid -> transaction.delete(claim(jid)));
    return transaction.write().isEmpty();
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

  /** Reads an item or a stream image; empty for another kind of item. */
  public static Optional<Session> read(Map<String, AttributeValue> attributes) {
    return Item.ofKind(PK, attributes).map(DynamoDbSessionStore::read);
  }

  private static Session read(Item item) {
    return new Session(
        new SessionName(item.key().sk()),
        engine(item),
        new SessionStatus(
            item.word("state", SessionStatus.State.class).orElseThrow(),
            item.word("reason", SessionStatus.Reason.class)),
        new Session.Profile(
            item.text("phoneNumber").map(PhoneNumber::new),
            item.text("lid").map(Jid::parse),
            item.text("pushName"),
            item.text("proxy"),
            item.text("config")),
        item.requiredInstant("createdAt"),
        item.requiredInstant("updatedAt"),
        item.number(Revision.REVISION));
  }

  private static ItemKey key(SessionName name) {
    return new ItemKey(PK, name.value());
  }

  static Item write(Session session) {
    EngineSettings engine = session.engine();
    Session.Profile profile = session.profile();
    return Item.at(key(session.name()))
        .word("state", session.status().state())
        .word("reason", session.status().reason())
        .word("engineType", engine.type())
        .text("engineUrl", engine.url())
        .text("engineSession", engine.session())
        .text("engineApiKey", engine.apiKey().map(Secret::value))
        .text("engineWebhookSecret", engine.webhookSecret().map(Secret::value))
        .text("phoneNumber", profile.phoneNumber())
        .text("lid", profile.lid())
        .text("pushName", profile.pushName())
        .text("proxy", profile.proxy())
        .text("config", profile.config())
        .text("createdAt", session.createdAt())
        .text("updatedAt", session.updatedAt());
  }

  private static EngineSettings engine(Item item) {
    return new EngineSettings(
        item.word("engineType", EngineType.class).orElseThrow(),
        item.text("engineUrl").map(URI::create).map(Destination::new),
        item.text("engineSession"),
        secret(item, "engineApiKey"),
        secret(item, "engineWebhookSecret"));
  }

  private static Optional<Secret> secret(Item item, String name) {
    return item.text(name).map(Secret::new);
  }
}
