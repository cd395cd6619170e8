package dev.presently.adapters.engines.wppconnect;

import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads wppconnect-server's answers. Their sentences are Portuguese and may hold a phone number, so
 * that those with a known meaning are replaced.
 */
final class WppconnectAnswers {
  private static final String CLOSED = "CLOSED";
  private static final String CONNECTED = "CONNECTED";
  private static final String OTHER_BODY = "the answer is not that of wppconnect-server";

  private WppconnectAnswers() {}

  /** The status before the start: {@code CLOSED} says nothing of what comes. */
  static EngineAnswer started(EngineResponse response) {
    return word(response)
        .<EngineAnswer>map(
            word ->
                word.equals(CLOSED)
                    ? EngineAnswer.Done.DONE
                    : done(SessionStatus.NEVER_STARTED, word))
        .orElseGet(() -> failure(response));
  }

  static EngineAnswer status(EngineResponse response, SessionStatus before) {
    return word(response)
        .<EngineAnswer>map(word -> done(before, word))
        .orElseGet(() -> failure(response));
  }

  /** Whether a command can follow. */
  static EngineAnswer connected(EngineResponse response) {
    return word(response)
        .<EngineAnswer>map(
            word ->
                word.equals(CONNECTED)
                    ? EngineAnswer.Done.DONE
                    : new EngineAnswer.NotConnected(
                        EngineResponse.printable(
                            "the status of the session in wppconnect-server is " + word)))
        .orElseGet(() -> failure(response));
  }

  /** It is closed also after an error, which the engine answers if it never started. */
  static EngineAnswer stopped(EngineResponse response) {
    return response.status() == 500 && response.json().path("status").isBoolean()
        ? EngineAnswer.Done.DONE
        : done(response);
  }

  static EngineAnswer done(EngineResponse response) {
    return response.isSuccess() && response.json().has("status")
        ? EngineAnswer.Done.DONE
        : failure(response);
  }

  private static EngineAnswer.Done done(SessionStatus before, String word) {
    return new EngineAnswer.Done(read(word, before).map(ConnectionReport::of));
  }

  /** Empty if the word is not known. */
  private static Optional<SessionStatus> read(String word, SessionStatus before) {
    return switch (word) {
      case CONNECTED -> Optional.of(SessionStatus.CONNECTED);
      case "INITIALIZING" -> Optional.of(new SessionStatus(State.CONNECTING, Optional.empty()));
      case "QRCODE", "PHONECODE", "qrcode", "phoneCode" ->
          Optional.of(new SessionStatus(State.CONNECTING, Optional.of(Reason.SCAN_QR)));
      case CLOSED -> Optional.of(closed(before));
      default -> Optional.empty();
    };
  }

  /** The word does not say why; what an event said before remains. */
  private static SessionStatus closed(SessionStatus before) {
    if (before.state() == State.DISCONNECTED) {
      return before;
    }
    Reason reason =
        before.reason().equals(Optional.of(Reason.SCAN_QR)) ? Reason.QR_TIMEOUT : Reason.FAILED;
    return new SessionStatus(State.DISCONNECTED, Optional.of(reason));
  }

  private static Optional<String> word(EngineResponse response) {
    return Optional.of(response.json().path("status"))
        .filter(_ -> response.isSuccess())
        .flatMap(JsonNode::stringValueOpt);
  }

  private static EngineAnswer failure(EngineResponse response) {
    JsonNode body = response.json();
    if (response.isSuccess()) {
      return response.refused(Optional.of(OTHER_BODY));
    }
    return switch (response.status() + " " + body.path("status").asString("")) {
      case "404 Disconnected" ->
          new EngineAnswer.NotConnected("the session is not active in wppconnect-server");
      case "400 Connected" ->
          new EngineAnswer.Denied(400, "the engine does not find this number on WhatsApp");
      default ->
          response.status() == 401 || response.status() == 403
              ? new EngineAnswer.Unauthorized(response.status())
              : response.failure(sentence(body));
    };
  }

  private static Optional<String> sentence(JsonNode body) {
    return Stream.of(body.path("message"), body.path("error"))
        .flatMap(text -> text.stringValueOpt().stream())
        .findFirst();
  }
}
