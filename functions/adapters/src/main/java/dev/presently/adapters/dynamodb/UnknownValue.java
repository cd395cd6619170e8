package dev.presently.adapters.dynamodb;

import dev.presently.core.InvalidValue;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An item has a word that this version does not know, or a value that it does not accept, such as
 * an address of another form. Each value was valid when it was written, so a newer version wrote
 * it. The relay waits with such a record until its own update. The message never has the value.
 */
public final class UnknownValue extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Optional<String> attribute;

  UnknownValue(String attribute) {
    super("an item has an unknown " + attribute);
    this.attribute = Optional.of(attribute);
  }

  private UnknownValue(InvalidValue refused) {
    super("an item has a value that is not accepted", refused);
    this.attribute = Optional.empty();
  }

  /** Reads an item; throws an unknown value for each that is not accepted. */
  static <T> T ifRefused(Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidValue e) {
      throw new UnknownValue(e);
    }
  }

  /** The attribute of an unknown word. */
  public Optional<String> attribute() {
    return attribute;
  }
}
