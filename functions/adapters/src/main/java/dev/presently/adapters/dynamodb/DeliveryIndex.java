package dev.presently.adapters.dynamodb;

/**
 * The index of the Delivery table. It is read late: what was written a moment ago may be missing.
 *
 * <pre>
 * listed  what an item is listed under
 * place   where it stands in that list
 * </pre>
 */
final class DeliveryIndex {
  static final String INDEX = "Listed";
  static final String UNDER = "listed";
  static final String PLACE = "place";

  private DeliveryIndex() {}
}
