package dev.presently.core.session;

import dev.presently.core.InvalidValue;
import java.util.Locale;

/** The supported engines. */
public enum EngineType {
  LOOPBACK,
  WAHA,
  WUZAPI,
  TITAN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EngineType parse(String text) {
    for (EngineType type : values()) {
      if (type.word().equals(text)) {
        return type;
      }
    }
    throw new InvalidValue("not an engine type; accepted: loopback, waha, wuzapi, titan");
  }
}
