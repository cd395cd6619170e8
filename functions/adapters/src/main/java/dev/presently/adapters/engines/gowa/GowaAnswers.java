package dev.presently.adapters.engines.gowa;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads GOWA's answers: {@code {"status","code","message","results"}}, {@code code} a word. */
final class GowaAnswers {
  private static final String OTHER_BODY = "the body is none of GOWA's";

  private GowaAnswers() {}

  static EngineAnswer command(EngineResponse response) {
    String code = response.json().path("code").asString("");
    if (isDone(response)) {
      return EngineAnswer.Done.DONE;
    }
    return switch (code) {
      // A device that never paired has no client (INVALID_WA_CLI).
      case "AUTHENTICATION_ERROR", "INVALID_WA_CLI" ->
          new EngineAnswer.NotConnected(reason(response));
      case "INVALID_JID" -> new EngineAnswer.Denied(response.status(), reason(response));
      default -> refused(response);
    };
  }

  /** A device that is not paired has nothing to connect with. */
  static EngineAnswer start(EngineResponse response) {
    String said = message(response).orElse("");
    boolean isUnpaired =
        response.status() == 500
            && Stream.of("not logged in", "not initialized").anyMatch(said::contains);
    return isUnpaired ? new EngineAnswer.NotConnected(reason(response)) : command(response);
  }

  /** A version without the route has the server's webhook alone. */
  static EngineAnswer setWebhook(EngineResponse response) {
    boolean isUnknownRoute =
        (response.status() == 404 || response.status() == 405) && !response.json().isObject();
    return isUnknownRoute ? EngineAnswer.Done.DONE : command(response);
  }

  /** A state that is not known changes nothing. */
  static EngineAnswer status(EngineResponse response) {
    JsonNode device = response.json().path("results");
    if (!isDone(response) || !device.isObject()) {
      return command(response);
    }
    boolean isPaired = !device.path("jid").asString("").isEmpty();
    var account =
        EngineFields.account(
            device.path("jid"), MissingNode.getInstance(), device.path("display_name"));
    return new EngineAnswer.Done(
        status(device.path("state").asString(""), isPaired)
            .map(ConnectionReport::of)
            .map(report -> report.with(account)));
  }

  private static Optional<SessionStatus> status(String state, boolean isPaired) {
    return switch (state) {
      case "logged_in" -> Optional.of(SessionStatus.CONNECTED);
      case "connected", "connecting" ->
          because(State.CONNECTING, isPaired ? Reason.AUTO_RECONNECT : Reason.SCAN_QR);
      case "disconnected" ->
          isPaired
              ? because(State.CONNECTING, Reason.AUTO_RECONNECT)
              : because(State.DISCONNECTED, Reason.LOGGED_OUT);
      default -> Optional.empty();
    };
  }

  private static Optional<SessionStatus> because(State state, Reason reason) {
    return Optional.of(new SessionStatus(state, Optional.of(reason)));
  }

  private static EngineAnswer refused(EngineResponse response) {
    if (response.isSuccess()) {
      return new EngineAnswer.Refused(response.status(), OTHER_BODY);
    }
    return response.status() == 401 || response.status() == 403
        ? new EngineAnswer.Unauthorized(response.status())
        : response.failure(message(response));
  }

  private static boolean isDone(EngineResponse response) {
    return response.isSuccess()
        && response.json().isObject()
        && response.json().path("code").asString("SUCCESS").equals("SUCCESS");
  }

  private static String reason(EngineResponse response) {
    return response.refused(message(response)).reason();
  }

  private static Optional<String> message(EngineResponse response) {
    return response.json().path("message").stringValueOpt();
  }
}
