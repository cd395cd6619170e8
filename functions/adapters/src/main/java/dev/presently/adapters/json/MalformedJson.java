package dev.presently.adapters.json;

import java.util.Optional;

/** Text that is not the JSON we read; a duplicate key is named. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<String> duplicate;

  MalformedJson(String message, Optional<String> duplicate) {
    super(message);
    this.duplicate = duplicate;
  }

  /** The key that stands twice in one object. */
  public Optional<String> duplicate() {
    return duplicate;
  }
}
