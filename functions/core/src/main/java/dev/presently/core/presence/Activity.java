package dev.presently.core.presence;

/** What somebody is doing in a chat; both mean being available. */
public enum Activity {
  COMPOSING,
  RECORDING
}
