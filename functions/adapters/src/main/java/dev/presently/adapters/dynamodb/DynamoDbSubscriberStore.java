package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.SubscriberStore;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per subscriber of a JID in the Registry table. An index would be eventually
 * consistent, and a subscription must apply to every later change.
 *
 * <pre>
 * pk  SUBSCRIBER#jid
 * sk  session
 * </pre>
 */
public final class DynamoDbSubscriberStore implements SubscriberStore {
  private static final int PAGE = 500;

  private final Table table;

  public DynamoDbSubscriberStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public void add(Jid contact, SessionName subscriber) {
    table.put(Item.at(key(contact, subscriber)));
  }

  @Override
  public void remove(Jid contact, SessionName subscriber) {
    table.delete(key(contact, subscriber));
  }

  @Override
  public void removeAll(Collection<Jid> contacts, SessionName subscriber) {
    table.deleteAll(contacts.stream().map(contact -> key(contact, subscriber)).distinct());
  }

  @Override
  public boolean contains(Jid contact, SessionName subscriber) {
    return table.get(key(contact, subscriber)).isPresent();
  }

  @Override
  public Iterable<SessionName> of(Jid contact) {
    return Page.each(after -> page(contact, after));
  }

  private Page<SessionName> page(Jid contact, Optional<String> after) {
    return table.page(
        partition(contact), after, PAGE, item -> Optional.of(new SessionName(item.key().sk())));
  }

  private static ItemKey key(Jid contact, SessionName subscriber) {
    return new ItemKey(partition(contact), subscriber.value());
  }

  private static String partition(Jid contact) {
    return "SUBSCRIBER#" + contact;
  }
}
