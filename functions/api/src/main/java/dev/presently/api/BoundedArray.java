package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * The items of one answer, at most 4 MiB of JSON. Lambda answers with at most 6 MB, in which the
 * body is a string: its quotes and backslashes count twice.
 */
public final class BoundedArray {
  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private final ArrayNode items;
  private long bytes;

  /** Adds items to this array of an answer that contains {@code others} already. */
  public BoundedArray(ArrayNode items, ObjectNode others) {
    this.items = items;
    this.bytes = bytesInAnswer(StrictJson.write(others));
  }

  /** Adds the item; false if the answer would be too large with it. The first is always added. */
  public boolean add(ObjectNode item) {
    String json = StrictJson.write(item);
    bytes += bytesInAnswer(json) + 1;
    if (bytes > MAX_BYTES && !items.isEmpty()) {
      return false;
    }
    items.addRawValue(new RawValue(json));
    return true;
  }

  /**
   * Adds at most {@code limit} items. Returns the position of the last one if others are left, or
   * else {@code end}.
   */
  public <T> Optional<String> addPage(
      Iterator<T> page,
      int limit,
      Function<T, ObjectNode> json,
      Function<T, String> position,
      Optional<String> end) {
    Optional<String> last = Optional.empty();
    for (int count = 0; page.hasNext(); count++) {
      T item = page.next();
      if (count == limit || !add(json.apply(item))) {
        return last;
      }
      last = Optional.of(position.apply(item));
    }
    return end;
  }

  private static long bytesInAnswer(String json) {
    return json.codePoints().mapToLong(BoundedArray::bytesInAnswer).sum();
  }

  private static long bytesInAnswer(int character) {
    if (character == '"' || character == '\\') {
      return 2;
    }
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
