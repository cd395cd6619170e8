package dev.presently.local.engine;

import java.util.Locale;

/** What a contact of the stub does. */
public enum ContactAct {
  ONLINE,
  TYPING,
  RECORDING,
  PAUSED,
  OFFLINE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
