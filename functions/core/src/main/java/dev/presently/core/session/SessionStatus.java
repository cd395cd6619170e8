package dev.presently.core.session;

import java.util.Optional;

/** A session's connection state with its reason, in Titan's terms. */
public record SessionStatus(State state, Optional<Reason> reason) {
  /** Titan's {@code status}. */
  public enum State {
    CONNECTING,
    CONNECTED,
    DISCONNECTED
  }

  /** Titan's {@code statusReason}. */
  public enum Reason {
    SCAN_QR,
    AUTO_RECONNECT,
    FAILED,
    MANUAL_STOP,
    QR_TIMEOUT,
    LOGGED_OUT,
    TEMPORARY_BAN,
    STREAM_ERROR
  }

  public static final SessionStatus NEVER_STARTED =
      new SessionStatus(State.DISCONNECTED, Optional.empty());
  public static final SessionStatus CONNECTING =
      new SessionStatus(State.CONNECTING, Optional.empty());
  public static final SessionStatus CONNECTED =
      new SessionStatus(State.CONNECTED, Optional.empty());
  public static final SessionStatus STOPPED =
      new SessionStatus(State.DISCONNECTED, Optional.of(Reason.MANUAL_STOP));

  public boolean isConnected() {
    return state == State.CONNECTED;
  }
}
