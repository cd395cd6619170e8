package dev.presently.adapters.dynamodb;

/**
 * The Delivery table's global secondary index. It is eventually consistent.
 *
 * <pre>
 * listed  partition key: the list of an item
 * place   sort key: its place in the list
 * </pre>
 */
final class DeliveryIndex {
  static final String NAME = "Listed";
  static final String LISTED = "listed";
  static final String PLACE = "place";

  private DeliveryIndex() {}
}
