package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per webhook in the Registry table, laid out by {@link WebhookItems}, and the last
 * id.
 *
 * <pre>
 * pk      COUNTER
 * sk      WEBHOOK
 * lastId  number
 * </pre>
 */
public final class DynamoDbWebhookStore implements WebhookStore {
  private static final ItemKey COUNTER = new ItemKey("COUNTER", "WEBHOOK");

  private final Table table;

  public DynamoDbWebhookStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public WebhookId nextId() {
    return new WebhookId(
        table.update(COUNTER, "ADD lastId :one", Item.nested().number(":one", 1)).number("lastId"));
  }

  @Override
  public Optional<Webhook> find(WebhookId id) {
    return table.get(WebhookItems.key(id)).map(WebhookItems::read);
  }

  @Override
  public Page<Webhook> list(Optional<String> after, int limit) {
    Page<Webhook> page =
        table.page(
            WebhookItems.PK,
            after.map(id -> WebhookItems.key(WebhookId.parse(id)).sk()),
            limit,
            item -> Optional.of(WebhookItems.read(item)));
    return new Page<>(page.items(), page.next().map(sk -> WebhookItems.id(sk).toString()));
  }

  @Override
  public boolean save(Webhook webhook) {
    return table.put(WebhookItems.write(webhook), new Revision(webhook.revision()));
  }

  @Override
  public boolean remove(WebhookId id) {
    return table.delete(WebhookItems.key(id));
  }
}
