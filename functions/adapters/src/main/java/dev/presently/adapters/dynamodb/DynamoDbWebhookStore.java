package dev.presently.adapters.dynamodb;

import static dev.presently.adapters.dynamodb.WebhookItems.LISTED;

import dev.presently.core.ConflictRetry;
import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps each webhook in the Registry table three times, in one transaction: the item and its list
 * row (see {@link ListedItems}), and a copy by its session, so that one query finds the webhooks of
 * a session; laid out by {@link WebhookItems}. That transaction counts them as well, and checks
 * that a new webhook's session exists.
 *
 * <pre>
 * pk        COUNTER
 * sk        WEBHOOKS for all, WEBHOOKS#session for those of a session, WEBHOOKS#* of all sessions
 * webhooks  number
 * version   a new token for each change of one of these webhooks; see {@link DynamoDbSessionWebhooks}
 *
 * pk        COUNTER
 * sk        WEBHOOK
 * lastId    number; apart, so that no transaction refuses it
 * </pre>
 */
public final class DynamoDbWebhookStore implements WebhookStore {
  private static final int PAGE_SIZE = 500;
  private static final String COUNTER = "COUNTER";
  private static final ItemKey LAST_ID = new ItemKey(COUNTER, "WEBHOOK");
  private static final ItemKey ALL = new ItemKey(COUNTER, "WEBHOOKS");
  static final String VERSION = "version";

  /** Begins the version of a removal, which no copy shows. */
  static final String REMOVED = "-";

  static final String WEBHOOKS = "webhooks";
  private static final String ADD = "ADD webhooks :change";
  private static final String CHANGE = "SET version = :version";
  private static final String BELOW_LIMIT = "attribute_not_exists(webhooks) OR webhooks < :limit";
  private static final String ZERO = "webhooks = :zero";

  private final Table table;
  private final Supplier<WebhookLimits> limits;
  private final ConflictRetry conflicts;

  public DynamoDbWebhookStore(
      DynamoDbClient client,
      String table,
      Supplier<WebhookLimits> limits,
      ConflictRetry conflicts) {
    this.table = new Table(client, table);
    this.limits = limits;
    this.conflicts = conflicts;
  }

  @Override
  public WebhookId nextId() {
    return new WebhookId(
        table.update(LAST_ID, "ADD lastId :one", Item.nested().number(":one", 1)).number("lastId"));
  }

  @Override
  public Optional<Webhook> find(WebhookId id) {
    return table.get(WebhookItems.key(id)).map(WebhookItems::read);
  }

  @Override
  public Page<Webhook> list(Optional<String> after, int limit) {
    Page<Webhook> page =
        LISTED.page(
            table, after.map(WebhookId::parse).map(WebhookItems::text), limit, WebhookItems::read);
    return new Page<>(page.items(), page.next().map(id -> WebhookItems.id(id).toString()));
  }

  @Override
  public List<Webhook> of(Optional<SessionName> session) {
    return copies(session).stream().map(WebhookItems::read).toList();
  }

  /** The copies of a session's webhooks, or of those of all sessions; by id. */
  List<Item> copies(Optional<SessionName> session) {
    List<Item> found = new ArrayList<>();
    Page.each(after -> table.page(WebhookItems.bySession(session), after, PAGE_SIZE, Optional::of))
        .forEach(found::add);
    return found;
  }

  @Override
  public Result save(Webhook webhook) {
    return webhook.revision() == 0
        ? conflicts.retry(() -> create(webhook))
        : change(webhook).write().isEmpty() ? new Result.Saved() : new Result.Conflict();
  }

  /** Empty after a conflict with another transaction. */
  private Optional<Result> create(Webhook webhook) {
    WebhookLimits most = limits.get();
    Optional<SessionName> session = webhook.settings().session();
    String version = UUID.randomUUID().toString();
    Transaction transaction =
        write(webhook, version)
            .put(LISTED.row(WebhookItems.text(webhook.id())))
            .update(
                counter(webhook),
                CHANGE + " " + ADD,
                BELOW_LIMIT,
                version(version).number(":change", 1).number(":limit", most.perSession()))
            .update(ALL, ADD, BELOW_LIMIT, one().number(":limit", most.inAll()));
    session.map(SessionItems::key).ifPresent(transaction::ifExists);
    List<String> reasons = transaction.write();
    if (reasons.isEmpty()) {
      return Optional.of(new Result.Saved());
    }
    return switch (reasons.indexOf(Transaction.CONDITION_FAILED)) {
      case -1 -> Optional.empty();
      case 3 -> Optional.of(new Result.TooManyOfSession(most.perSession()));
      case 4 -> Optional.of(new Result.TooManyInAll(most.inAll()));
      case 5 -> session.map(Result.NoSession::new);
      default -> Optional.of(new Result.Conflict());
    };
  }

  private Transaction change(Webhook webhook) {
    String version = UUID.randomUUID().toString();
    return write(webhook, version).update(counter(webhook), CHANGE, null, version(version));
  }

  /** The item and its copy, which shows the version that it made. */
  private Transaction write(Webhook webhook, String version) {
    var revision = new Revision(webhook.revision());
    Item item = revision.next(WebhookItems.write(webhook));
    return table
        .transaction()
        .replace(item, revision)
        .put(item.copyAt(WebhookItems.copyKey(webhook)).text(VERSION, version));
  }

  @Override
  public boolean remove(WebhookId id) {
    return conflicts.retry(
        () -> {
          Optional<Webhook> stored = find(id);
          return stored.isEmpty() || remove(stored.get())
              ? Optional.of(stored.isPresent())
              : Optional.empty();
        });
  }

  private boolean remove(Webhook webhook) {
    Item less = Item.nested().number(":change", -1);
    List<String> reasons =
        table
            .transaction()
            .deleteIfExists(WebhookItems.key(webhook.id()))
            .delete(WebhookItems.copyKey(webhook))
            .delete(LISTED.rowKey(WebhookItems.text(webhook.id())))
            .update(
                counter(webhook),
                CHANGE + " " + ADD,
                null,
                version(REMOVED + UUID.randomUUID()).number(":change", -1))
            .update(ALL, ADD, null, less)
            .write();
    if (!reasons.isEmpty()) {
      return false;
    }
    // A counter of a session that is gone would stay for ever; one that is written now is in use.
    table.transaction().delete(counter(webhook), ZERO, Item.nested().number(":zero", 0)).write();
    return true;
  }

  private static ItemKey counter(Webhook webhook) {
    return counter(webhook.settings().session());
  }

  /** Of the webhooks of that session, or of those of all sessions. */
  static ItemKey counter(Optional<SessionName> session) {
    return new ItemKey(COUNTER, WebhookItems.bySession(session));
  }

  private static Item version(String version) {
    return Item.nested().text(":version", version);
  }

  private static Item one() {
    return Item.nested().number(":change", 1);
  }
}
