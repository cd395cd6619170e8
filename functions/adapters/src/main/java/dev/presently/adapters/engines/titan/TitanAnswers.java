package dev.presently.adapters.engines.titan;

import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.EngineAnswer;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads Titan's answers: {@code {"data":…}} or {@code {"error","docs"?}}. */
final class TitanAnswers {
  private static final String OTHER_BODY = "the answer is not Titan's";

  private TitanAnswers() {}

  /** A session with its status. */
  static EngineAnswer session(EngineResponse response) {
    return response.isSuccess() && data(response).path("status").isString()
        ? new EngineAnswer.Done(TitanStatus.read(data(response)))
        : failure(response);
  }

  static EngineAnswer done(EngineResponse response) {
    return response.isSuccess() && data(response).isObject()
        ? EngineAnswer.Done.DONE
        : failure(response);
  }

  private static JsonNode data(EngineResponse response) {
    return response.json().path("data");
  }

  /** What it answers for a session that is not connected is not documented. */
  private static EngineAnswer failure(EngineResponse response) {
    Optional<String> error = response.json().path("error").stringValueOpt();
    if (response.isSuccess()) {
      return response.refused(Optional.of(OTHER_BODY));
    }
    if (response.status() == 401 || response.status() == 403) {
      return new EngineAnswer.Unauthorized(response.status());
    }
    return error
        .filter(text -> text.toLowerCase(Locale.ROOT).contains("not connected"))
        .map(EngineResponse::printable)
        .<EngineAnswer>map(EngineAnswer.NotConnected::new)
        .orElseGet(() -> response.failure(error));
  }
}
