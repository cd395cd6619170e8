package dev.presently.core;

import java.util.Optional;

/**
 * Rejected input. The message says what is accepted and may be returned to the caller; the code is
 * the API's error code; the field is the input's name, if known.
 */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Optional<String> field;

  public InvalidValue(String message) {
    this("invalid_value", message);
  }

  public InvalidValue(String code, String message) {
    this(code, message, Optional.empty());
  }

  public InvalidValue(String code, String message, Optional<String> field) {
    super(message);
    this.code = code;
    this.field = field;
  }

  public String code() {
    return code;
  }

  public Optional<String> field() {
    return field;
  }
}
