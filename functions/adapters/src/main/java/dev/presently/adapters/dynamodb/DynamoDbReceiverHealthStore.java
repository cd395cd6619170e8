package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Keeps one item per webhook in the Delivery table, laid out by {@link ReceiverHealthItems}. Every
 * change is one update, so concurrent changes do not overwrite each other. After a lost response a
 * failure or a wake request may be counted twice, which is harmless.
 */
public final class DynamoDbReceiverHealthStore implements ReceiverHealthStore, WakeStore {
  private static final String FAILED =
      "SET lastFailureAt = :at, failingSince = if_not_exists(failingSince, :at)"
          + " ADD failures :one";
  private static final String FAILED_AND_PAUSED =
      "SET lastFailureAt = :at, failingSince = if_not_exists(failingSince, :at),"
          + " pausedUntil = :until, pauses = :number ADD failures :one";
  private static final String PAUSED = "SET pausedUntil = :until, pauses = :number";
  private static final String IS_LONGER =
      "attribute_not_exists(pausedUntil) OR pausedUntil < :until";
  private static final String SUCCEEDED = "SET lastSuccessAt = :at REMOVE failures, failingSince";
  private static final String SUCCEEDED_AND_RESUMED = SUCCEEDED + ", pausedUntil, pauses";
  private static final String IS_KNOWN_PAUSE =
      "attribute_not_exists(pausedUntil) OR pausedUntil = :known";
  private static final String NO_PAUSE = "none";
  private static final String QUICK = "SET quick = :true REMOVE slowUntil";
  private static final String IS_NOT_SLOW = "attribute_not_exists(slowUntil) OR slowUntil <= :now";
  private static final String SLOW = "SET slowUntil = :until REMOVE quick";
  private static final String RESET =
      "REMOVE failures, failingSince, pausedUntil, pauses, slowUntil, quick";

  private static final String COUNT_REQUEST = "ADD asked :one";
  private static final String IS_EARLY_ENOUGH = "place <= :place";
  private static final String MOVE_AND_COUNT_REQUEST =
      "SET listed = :listed, place = :place, mover = :mover ADD asked :one";
  private static final String IS_TOO_LATE =
      "attribute_not_exists(place) OR place > :place OR mover = :mover";

  private static final String CLAIM =
      "SET listed = :listed, place = :until, holder = :holder, heldUntil = :until,"
          + " asked = if_not_exists(asked, :zero) REMOVE mover, formerHolder";
  private static final String IS_FREE_AND_DUE =
      "(attribute_not_exists(holder) AND (attribute_not_exists(place) OR place <= :soon))"
          + " OR holder = :holder OR heldUntil <= :now";
  private static final String RELEASE =
      "SET formerHolder = :holder REMOVE listed, place, holder, heldUntil, mover";
  private static final String RELEASE_UNTIL =
      "SET listed = :listed, place = :place, formerHolder = :holder"
          + " REMOVE holder, heldUntil, mover";
  private static final String IS_HELD =
      "asked = :asked AND (holder = :holder OR formerHolder = :holder)";
  private static final String HAS_NO_WAKE =
      "attribute_not_exists(place) AND attribute_not_exists(holder)";
  private static final String DUE = "listed = :listed AND place < :before";

  /** How often a wake may change sides between the two updates of one request. */
  private static final int MAX_MOVES = 20;

  private final Table table;

  public DynamoDbReceiverHealthStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public ReceiverHealth find(WebhookId webhook) {
    return table
        .get(ReceiverHealthItems.key(webhook))
        .map(ReceiverHealthItems::read)
        .orElse(ReceiverHealth.UNKNOWN);
  }

  @Override
  public ReceiverHealth failed(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> pause) {
    return pause
        .flatMap(p -> change(webhook, FAILED_AND_PAUSED, IS_LONGER, pause(failure(at), p)))
        .orElseGet(() -> change(webhook, FAILED, failure(at)));
  }

  @Override
  public ReceiverHealth paused(WebhookId webhook, ReceiverHealth.Pause pause) {
    return change(webhook, PAUSED, IS_LONGER, pause(Item.nested(), pause))
        .orElseGet(() -> find(webhook));
  }

  @Override
  public ReceiverHealth succeeded(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> known) {
    String pause = known.map(p -> MillisText.of(p.until())).orElse(NO_PAUSE);
    return change(webhook, SUCCEEDED_AND_RESUMED, IS_KNOWN_PAUSE, at(at).text(":known", pause))
        .orElseGet(() -> change(webhook, SUCCEEDED, at(at)));
  }

  @Override
  public ReceiverHealth quick(WebhookId webhook, Instant at) {
    Item values = Item.nested().truth(":true", true).text(":now", MillisText.upTo(at));
    return ReceiverHealthItems.read(
        table.update(ReceiverHealthItems.key(webhook), QUICK, IS_NOT_SLOW, values).item());
  }

  @Override
  public ReceiverHealth slow(WebhookId webhook, Instant until) {
    return change(webhook, SLOW, Item.nested().text(":until", MillisText.of(until)));
  }

  @Override
  public void reset(WebhookId webhook) {
    change(webhook, RESET, Item.nested());
  }

  @Override
  public void forget(WebhookId webhook) {
    table.delete(ReceiverHealthItems.key(webhook), HAS_NO_WAKE);
  }

  /**
   * Counts the request and, unless the wake is early enough, moves it in the same update: claim and
   * release compare the counter.
   */
  @Override
  public boolean ask(WebhookId webhook, Instant at) {
    ItemKey key = ReceiverHealthItems.key(webhook);
    Item count = Item.nested().text(":place", MillisText.of(at)).number(":one", 1);
    Item move =
        listed(webhook)
            .text(":place", MillisText.of(at))
            .text(":mover", UUID.randomUUID())
            .number(":one", 1);
    for (int i = 0; i < MAX_MOVES; i++) {
      if (table.update(key, COUNT_REQUEST, IS_EARLY_ENOUGH, count).isDone()) {
        return false;
      }
      if (table.update(key, MOVE_AND_COUNT_REQUEST, IS_TOO_LATE, move).isDone()) {
        return true;
      }
    }
    throw new DependencyFailed("the wake moved " + MAX_MOVES + " times during a request");
  }

  @Override
  public OptionalLong claim(WebhookId webhook, String holder, Instant now, Instant until) {
    var claim =
        table.update(
            ReceiverHealthItems.key(webhook),
            CLAIM,
            IS_FREE_AND_DUE,
            listed(webhook)
                .text(":holder", holder)
                .text(":until", MillisText.of(until))
                .text(":now", MillisText.upTo(now))
                .text(":soon", MillisText.upTo(now.plus(EARLY)))
                .number(":zero", 0));
    return claim.isDone()
        ? OptionalLong.of(claim.item().number(ReceiverHealthItems.ASKED))
        : OptionalLong.empty();
  }

  @Override
  public boolean release(WebhookId webhook, String holder, Optional<Instant> next, long asked) {
    Item values = next.isPresent() ? listed(webhook) : Item.nested();
    next.ifPresent(at -> values.text(":place", MillisText.of(at)));
    return table
        .update(
            ReceiverHealthItems.key(webhook),
            next.isPresent() ? RELEASE_UNTIL : RELEASE,
            IS_HELD,
            values.text(":holder", holder).number(":asked", asked))
        .isDone();
  }

  @Override
  public List<ReceiverHealth> waiting(int limit) {
    return due(Instant.MAX, limit).map(ReceiverHealthItems::read).toList();
  }

  @Override
  public List<WebhookId> overdue(Instant before, int limit) {
    return due(before, limit).map(ReceiverHealthItems::webhook).toList();
  }

  private Stream<Item> due(Instant before, int limit) {
    return IntStream.range(0, ReceiverHealthItems.SHARDS)
        .mapToObj(ReceiverHealthItems::listed)
        .flatMap(shard -> due(shard, before, limit))
        .sorted(Comparator.comparing(item -> item.required(DeliveryIndex.PLACE)))
        .limit(limit);
  }

  private Stream<Item> due(String shard, Instant before, int limit) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(DeliveryIndex.NAME)
                .keyConditionExpression(DUE)
                .expressionAttributeValues(
                    Item.nested()
                        .text(":listed", shard)
                        .text(":before", MillisText.of(before))
                        .attributes())
                .limit(limit))
        .items()
        .stream()
        .map(Item::new);
  }

  private static Item listed(WebhookId webhook) {
    return Item.nested().text(":listed", ReceiverHealthItems.listed(webhook));
  }

  private static Item at(Instant at) {
    return Item.nested().text(":at", at);
  }

  private static Item failure(Instant at) {
    return at(at).number(":one", 1);
  }

  private static Item pause(Item values, ReceiverHealth.Pause pause) {
    return values.text(":until", MillisText.of(pause.until())).number(":number", pause.number());
  }

  private Optional<ReceiverHealth> change(
      WebhookId webhook, String update, String condition, Item values) {
    return table
        .update(ReceiverHealthItems.key(webhook), update, condition, values)
        .updated()
        .map(ReceiverHealthItems::read);
  }

  private ReceiverHealth change(WebhookId webhook, String update, Item values) {
    return ReceiverHealthItems.read(table.update(ReceiverHealthItems.key(webhook), update, values));
  }
}
