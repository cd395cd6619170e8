package dev.presently.core.session;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/**
 * The word for a type of engine, as in {@code loopback}. Which remote types exist, {@link
 * dev.presently.core.engine.RemoteEngines} knows.
 */
public record EngineType(String word) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The sessions of this deployment see each other, without an outside service. */
  public static final EngineType LOOPBACK = new EngineType("loopback");

  public EngineType {
    if (!FORM.matcher(word).matches()) {
      throw new InvalidValue("not an engine type");
    }
  }

  @Override
  public String toString() {
    return word;
  }
}
