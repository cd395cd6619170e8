package dev.presently.adapters.dynamodb;

/**
 * An item has a value that this version does not know, so a newer version wrote it. Whoever reads
 * the item waits for its own update. The message names the attribute and not the value.
 */
public final class UnknownValue extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String attribute;

  UnknownValue(String attribute) {
    super("an item has an unknown " + attribute);
    this.attribute = attribute;
  }

  public String attribute() {
    return attribute;
  }
}
