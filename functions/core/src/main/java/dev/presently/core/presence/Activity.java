package dev.presently.core.presence;

/** What a contact is doing in a chat; both imply that it is available. */
public enum Activity {
  COMPOSING,
  RECORDING;

  PresenceState state() {
    return PresenceState.valueOf(name());
  }
}
