package dev.presently.adapters.engines.waha;

import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;

/** WAHA's status words. {@code FAILED} does not say why, but the status before it does. */
final class WahaStatus {
  static final String FAILED = "FAILED";
  private static final String CONNECTED = "WORKING";
  private static final String SCANNING = "SCAN_QR_CODE";

  private WahaStatus() {}

  /** After another word of WAHA; empty if the word is not known. */
  static Optional<SessionStatus> after(String previous, String word) {
    return read(
        word,
        switch (previous) {
          case CONNECTED -> Reason.LOGGED_OUT;
          case SCANNING -> Reason.QR_TIMEOUT;
          default -> Reason.FAILED;
        });
  }

  /** After the session's status so far; empty if the word is not known. */
  static Optional<SessionStatus> after(SessionStatus before, String word) {
    return read(
        word,
        switch (before.state()) {
          case CONNECTED -> Reason.LOGGED_OUT;
          case CONNECTING -> isScanning(before) ? Reason.QR_TIMEOUT : Reason.FAILED;
          case DISCONNECTED -> failureOf(before);
        });
  }

  private static Optional<SessionStatus> read(String word, Reason ofFailure) {
    return switch (word) {
      case CONNECTED -> Optional.of(SessionStatus.CONNECTED);
      case "STARTING" -> status(State.CONNECTING, Reason.AUTO_RECONNECT);
      case SCANNING, "PASSKEY_REQUIRED", "PASSKEY_CONFIRMATION_REQUIRED" ->
          status(State.CONNECTING, Reason.SCAN_QR);
      case "STOPPED" -> Optional.of(SessionStatus.STOPPED);
      case FAILED -> status(State.DISCONNECTED, ofFailure);
      default -> Optional.empty();
    };
  }

  private static boolean isScanning(SessionStatus before) {
    return before.reason().filter(Reason.SCAN_QR::equals).isPresent();
  }

  /** The same failure, read again, keeps its reason. */
  private static Reason failureOf(SessionStatus before) {
    return before.reason().filter(reason -> reason != Reason.MANUAL_STOP).orElse(Reason.FAILED);
  }

  private static Optional<SessionStatus> status(State state, Reason reason) {
    return Optional.of(new SessionStatus(state, Optional.of(reason)));
  }
}
