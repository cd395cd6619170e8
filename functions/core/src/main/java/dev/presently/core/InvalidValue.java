package dev.presently.core;

/**
 * Input that was refused. The message says what is accepted and is fit for a caller's eyes; the
 * code is the contract's stable word for it.
 */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String code;

  public InvalidValue(String message) {
    this("invalid_value", message);
  }

  public InvalidValue(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
