package dev.presently.core;

import java.util.Optional;

/**
 * Input that was refused. The message says what is accepted and is fit for a caller's eyes; the
 * code is the contract's stable word for it; the field is where it stood, where that is known.
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
