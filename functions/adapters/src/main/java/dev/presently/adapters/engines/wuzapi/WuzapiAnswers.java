package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads wuzapi's answers: {@code {"code","data","success"}}, or an {@code error} in place of the
 * data. The status in the body equals that of the response. Versions differ in the case of letters.
 */
final class WuzapiAnswers {
  private static final String ALREADY_CONNECTED = "already connected";
  private static final String NO_SESSION = "no session";
  private static final List<String> STOPPED =
      List.of(NO_SESSION, "cannot disconnect because it is not logged in");

  /** Also what it says of an account that has no name yet and so cannot send presence. */
  private static final List<String> NOT_CONNECTED =
      List.of(
          NO_SESSION,
          "not connected",
          "not logged in",
          "failure sending presence",
          "failure sending chat presence",
          "failure subscribing to presence");

  private static final List<String> NO_SUCH_CONTACT = List.of("could not parse", "invalid jid");
  private static final String NEEDS_2026_06 =
      "this wuzapi is older than 2026-06 and has no route to subscribe to presence: update it;"
          + " typing, recording and the own presence work without it";

  private static final String OTHER_BODY = "the body is none of wuzapi's";
  private static final JsonNode NOT_TOLD = MissingNode.getInstance();

  private WuzapiAnswers() {}

  static EngineAnswer command(EngineResponse response) {
    if (isDone(response)) {
      return EngineAnswer.Done.DONE;
    }
    if (response.status() == 401 || response.status() == 403) {
      return new EngineAnswer.Unauthorized(response.status());
    }
    if (response.status() == 500 && says(response, NOT_CONNECTED)) {
      return new EngineAnswer.NotConnected(reason(response));
    }
    if (response.status() == 400 && says(response, NO_SUCH_CONTACT)) {
      return new EngineAnswer.Denied(response.status(), reason(response));
    }
    // A status answer holds the token: no body but an error is repeated.
    return response.isSuccess()
        ? new EngineAnswer.Refused(response.status(), OTHER_BODY)
        : response.failure(error(response));
  }

  static EngineAnswer start(EngineResponse response) {
    return isAlreadyConnected(response) ? EngineAnswer.Done.DONE : command(response);
  }

  static boolean isAlreadyConnected(EngineResponse response) {
    return response.status() == 500 && says(response, List.of(ALREADY_CONNECTED));
  }

  static EngineAnswer stop(EngineResponse response) {
    boolean wasStopped = response.status() == 500 && says(response, STOPPED);
    return wasStopped ? EngineAnswer.Done.DONE : command(response);
  }

  static EngineAnswer subscribe(EngineResponse response) {
    return isUnknownRoute(response) ? new EngineAnswer.Cannot(NEEDS_2026_06) : command(response);
  }

  /** Versions of 2025-05 do not sign. */
  static EngineAnswer hmacKey(EngineResponse response) {
    return isUnknownRoute(response) ? EngineAnswer.Done.DONE : command(response);
  }

  /** A version without the route answers as any server does that does not know a path. */
  private static boolean isUnknownRoute(EngineResponse response) {
    return response.status() == 404 && !response.json().isObject();
  }

  /** Versions of 2025 have no status of a session that was never connected. */
  static EngineAnswer status(EngineResponse response, SessionStatus before) {
    if (response.status() == 500 && says(response, List.of(NO_SESSION))) {
      return done(disconnected(before));
    }
    if (!isDone(response)) {
      return command(response);
    }
    JsonNode data = response.json().path("data");
    if (!flag(data, "connected", "Connected")) {
      return done(disconnected(before));
    }
    boolean isLoggedIn = flag(data, "loggedIn", "LoggedIn");
    ConnectionReport report =
        ConnectionReport.of(
            isLoggedIn
                ? SessionStatus.CONNECTED
                : new SessionStatus(State.CONNECTING, Optional.of(Reason.SCAN_QR)));
    return new EngineAnswer.Done(
        Optional.of(report.with(EngineFields.account(data.path("jid"), NOT_TOLD, NOT_TOLD))));
  }

  /** It does not say why it is not connected: the reason stays. */
  private static SessionStatus disconnected(SessionStatus before) {
    return new SessionStatus(State.DISCONNECTED, before.reason());
  }

  private static boolean flag(JsonNode data, String name, String olderName) {
    return data.path(name)
        .booleanValueOpt()
        .or(() -> data.path(olderName).booleanValueOpt())
        .orElse(false);
  }

  private static EngineAnswer done(SessionStatus status) {
    return new EngineAnswer.Done(Optional.of(ConnectionReport.of(status)));
  }

  private static boolean isDone(EngineResponse response) {
    JsonNode body = response.json();
    return response.isSuccess() && body.isObject() && body.path("success").asBoolean(true);
  }

  private static boolean says(EngineResponse response, List<String> beginnings) {
    String said = error(response).orElse("").toLowerCase(Locale.ROOT);
    return beginnings.stream().anyMatch(said::startsWith);
  }

  private static String reason(EngineResponse response) {
    return response.refused(error(response)).reason();
  }

  private static Optional<String> error(EngineResponse response) {
    return response.json().path("error").stringValueOpt();
  }
}
