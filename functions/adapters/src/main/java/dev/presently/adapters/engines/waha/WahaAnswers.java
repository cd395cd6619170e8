package dev.presently.adapters.engines.waha;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads WAHA's answers to commands. */
final class WahaAnswers {
  private static final String NOT_A_SESSION = "the answer is not a session of WAHA";
  private static final String OTHER_BODY = "the answer is not WAHA's";
  private static final String NO_SUCH_COMMAND =
      "the WhatsApp engine inside this WAHA has no such command; GOWS, NOWEB, WEBJS and WPP of"
          + " WAHA 2025.12 and newer have it";

  private WahaAnswers() {}

  /** A session with its status and, if it is connected, its account. */
  static EngineAnswer session(EngineResponse response, SessionStatus before) {
    if (!response.isSuccess()) {
      return failure(response);
    }
    JsonNode session = response.json();
    return session
        .path("status")
        .stringValueOpt()
        .<EngineAnswer>map(
            word ->
                new EngineAnswer.Done(
                    WahaStatus.after(before, word)
                        .map(ConnectionReport::of)
                        .map(report -> report.with(account(session.path("me"))))))
        .orElseGet(() -> response.refused(Optional.of(NOT_A_SESSION)));
  }

  static EngineAnswer started(EngineResponse response) {
    return session(response, SessionStatus.NEVER_STARTED);
  }

  /** The answer has no body, or {@code {}}. */
  static EngineAnswer done(EngineResponse response) {
    if (!response.isSuccess()) {
      return failure(response);
    }
    return response.excerpt().isBlank() || response.json().isContainer()
        ? EngineAnswer.Done.DONE
        : response.refused(Optional.of(OTHER_BODY));
  }

  static ConnectionReport.Account account(JsonNode me) {
    return EngineFields.account(me.path("id"), me.path("lid"), me.path("pushName"));
  }

  private static EngineAnswer failure(EngineResponse response) {
    Optional<String> sentence = sentence(response.json());
    return switch (response.status()) {
      case 401, 403 -> new EngineAnswer.Unauthorized(response.status());
      case 422 ->
          status(response)
              .<EngineAnswer>map(EngineAnswer.NotConnected::new)
              .orElseGet(() -> response.refused(sentence));
      case 501 -> new EngineAnswer.Cannot(NO_SUCH_COMMAND);
      default -> response.failure(sentence);
    };
  }

  /** Routes that need a connected session answer 422 with the status; others with a message. */
  private static Optional<String> status(EngineResponse response) {
    JsonNode body = response.json();
    return body.path("status")
        .stringValueOpt()
        .filter(_ -> body.has("expected"))
        .map(word -> EngineResponse.printable("the status of the session in WAHA is " + word));
  }

  private static Optional<String> sentence(JsonNode body) {
    return Stream.of(
            body.path("detail"),
            body.path("exception").path("message"),
            body.path("message"),
            body.path("error"))
        .flatMap(text -> text.stringValueOpt().stream())
        .findFirst();
  }
}
