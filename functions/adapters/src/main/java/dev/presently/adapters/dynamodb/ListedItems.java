package dev.presently.adapters.dynamodb;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.presently.core.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of one kind, each in a partition of its own, so that requests for one do not throttle the
 * others, and a row for each in one partition, so that they can be listed. An item is created and
 * removed with its row in one transaction; other writes do not change the row.
 *
 * <pre>
 *      item     row
 * pk   KIND#id  KINDS
 * sk   KIND     id
 * </pre>
 */
record ListedItems(String kind) {
  ItemKey key(Object id) {
    return new ItemKey(prefix() + id, kind);
  }

  ItemKey rowKey(Object id) {
    return new ItemKey(kind + "S", id.toString());
  }

  Item row(Object id) {
    return Item.at(rowKey(id));
  }

  /** The id of an item of this kind. */
  String id(Item item) {
    return item.key().pk().substring(prefix().length());
  }

  /** An item or a stream image if it is an item of this kind; empty for a row. */
  Optional<Item> ofKind(Map<String, AttributeValue> attributes) {
    return Item.ofKind(prefix(), attributes);
  }

  /** A page of the items by id, shorter where an item was removed after its row was read. */
  <T> Page<T> page(Table table, Optional<String> after, int limit, Function<Item, T> read) {
    Page<String> rows = table.page(kind + "S", after, limit, row -> Optional.of(row.key().sk()));
    return new Page<>(findAll(table, rows.items(), read), rows.next());
  }

  /** The existing items in the order of the ids, which must be distinct. */
  <T> List<T> findAll(Table table, Collection<?> ids, Function<Item, T> read) {
    List<ItemKey> keys = ids.stream().map(this::key).toList();
    Map<ItemKey, Item> items = table.getAll(keys).stream().collect(toMap(Item::key, identity()));
    return keys.stream().map(items::get).filter(Objects::nonNull).map(read).toList();
  }

  private String prefix() {
    return kind + "#";
  }
}
