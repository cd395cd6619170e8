package dev.presently.adapters.dynamodb;

import static java.util.stream.Collectors.toMap;

import dev.presently.adapters.dynamodb.BatchRequests.TableKey;
import dev.presently.core.delivery.BatchReader;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.Position;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.webhook.WebhookId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads webhooks from the Registry table, and their health, lanes and deliveries from the Delivery
 * table, in one BatchGetItem.
 */
public record DynamoDbBatchReader(DynamoDbClient client, String registryTable, String deliveryTable)
    implements BatchReader {
  @Override
  public Batch read(Collection<WebhookId> webhooks, Collection<Delivery> deliveries) {
    List<TableKey> keys =
        Stream.concat(
                webhooks.stream().flatMap(id -> Stream.of(webhook(id), health(id))),
                deliveries.stream().flatMap(each -> Stream.of(lane(each), record(each))))
            .toList();
    Map<TableKey, Item> items = Table.call(() -> new BatchRequests(client).get(keys));
    return new Batch(
        webhooks.stream().collect(toMap(id -> id, id -> state(id, items))),
        deliveries.stream().collect(toMap(Delivery::lane, each -> lane(each, items))));
  }

  private TableKey webhook(WebhookId id) {
    return new TableKey(registryTable, WebhookItems.key(id));
  }

  private TableKey health(WebhookId id) {
    return new TableKey(deliveryTable, ReceiverHealthItems.key(id));
  }

  private TableKey lane(Delivery delivery) {
    return new TableKey(deliveryTable, LaneItems.key(delivery.lane()));
  }

  private TableKey record(Delivery delivery) {
    return new TableKey(deliveryTable, DeliveryItems.key(delivery.id()));
  }

  private WebhookState state(WebhookId id, Map<TableKey, Item> items) {
    return new WebhookState(
        Optional.ofNullable(items.get(webhook(id))).map(WebhookItems::read),
        Optional.ofNullable(items.get(health(id)))
            .map(ReceiverHealthItems::read)
            .orElse(ReceiverHealth.UNKNOWN));
  }

  private Lane lane(Delivery delivery, Map<TableKey, Item> items) {
    Optional<Position> own =
        Optional.of(delivery.position()).filter(_ -> items.containsKey(record(delivery)));
    return Optional.ofNullable(items.get(lane(delivery)))
        .map(LaneItems::read)
        .orElseGet(() -> Lane.open(delivery.lane(), delivery.webhook()))
        .settledAt(own);
  }
}
