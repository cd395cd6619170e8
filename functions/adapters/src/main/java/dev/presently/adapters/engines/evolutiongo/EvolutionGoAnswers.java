package dev.presently.adapters.engines.evolutiongo;

import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.ConnectionReport.Account;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads evolution-go's answers to commands. */
final class EvolutionGoAnswers {
  private static final Set<String> NOT_RUNNING =
      Set.of("no active session found", "client disconnected");

  private EvolutionGoAnswers() {}

  static EngineAnswer done(EngineResponse response) {
    if (response.isSuccess()) {
      return EngineAnswer.Done.DONE;
    }
    if (response.status() == 401 || response.status() == 403) {
      return new EngineAnswer.Unauthorized(response.status());
    }
    if (saysNotRunning(response)) {
      return new EngineAnswer.NotConnected(error(response).orElseThrow());
    }
    if (response.json().path("code").asString("").equals("LICENSE_REQUIRED")) {
      return response.refused(
          Optional.of("LICENSE_REQUIRED: the licence of the evolution-go server is not activated"));
    }
    return response.failure(error(response));
  }

  /** To the requests of a stop. */
  static EngineAnswer stopped(EngineResponse response) {
    return saysNotRunning(response) ? EngineAnswer.Done.DONE : done(response);
  }

  static boolean isRunning(EngineResponse status) {
    return status.isSuccess() && is(status, "Connected");
  }

  /**
   * To the status after a start. An instance that is not connected yet is not reported as such: its
   * events say what comes.
   */
  static EngineAnswer started(EngineResponse status) {
    return isConnected(status) ? connected(status) : EngineAnswer.Done.DONE;
  }

  /** Up to 0.7.1 the status of a stopped instance is an error. */
  static EngineAnswer status(EngineResponse response, SessionStatus before) {
    if (!response.isSuccess()) {
      return saysNotRunning(response) ? done(stopped(before)) : done(response);
    }
    if (!response.json().path("data").path("Connected").isBoolean()) {
      return EngineAnswer.Done.DONE;
    }
    if (isConnected(response)) {
      return connected(response);
    }
    return done(
        is(response, "Connected")
            ? new SessionStatus(State.CONNECTING, Optional.of(Reason.SCAN_QR))
            : stopped(before));
  }

  private static boolean isConnected(EngineResponse status) {
    return status.isSuccess() && is(status, "Connected") && is(status, "LoggedIn");
  }

  /** {@code Name} is the push name. */
  private static EngineAnswer connected(EngineResponse status) {
    Optional<String> name =
        data(status).path("Name").stringValueOpt().filter(text -> !text.isEmpty());
    return new EngineAnswer.Done(
        Optional.of(
            ConnectionReport.of(SessionStatus.CONNECTED)
                .with(new Account(Optional.empty(), Optional.empty(), name))));
  }

  /** The answer does not say why; what an event said before remains. */
  private static SessionStatus stopped(SessionStatus before) {
    if (before.state() == State.DISCONNECTED) {
      return before;
    }
    boolean scanning = before.reason().filter(Reason.SCAN_QR::equals).isPresent();
    return new SessionStatus(
        State.DISCONNECTED, Optional.of(scanning ? Reason.QR_TIMEOUT : Reason.FAILED));
  }

  private static EngineAnswer done(SessionStatus status) {
    return new EngineAnswer.Done(Optional.of(ConnectionReport.of(status)));
  }

  private static boolean saysNotRunning(EngineResponse response) {
    return error(response).filter(NOT_RUNNING::contains).isPresent();
  }

  private static Optional<String> error(EngineResponse response) {
    return response.json().path("error").stringValueOpt();
  }

  private static boolean is(EngineResponse status, String field) {
    return data(status).path(field).booleanValueOpt().orElse(false);
  }

  private static JsonNode data(EngineResponse response) {
    return response.json().path("data");
  }
}
