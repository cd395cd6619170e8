package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What an operation answers, before the request's id is added. */
public sealed interface ApiResponse {
  int status();

  /** What was asked for. */
  record Answer(int status, Map<String, String> headers, String body) implements ApiResponse {}

  /** Why there is nothing to answer with; the code is the contract's stable word. */
  record Problem(int status, String code, String sentence, Optional<String> field)
      implements ApiResponse {
    public Problem at(String name) {
      return new Problem(status, code, sentence, Optional.of(name));
    }
  }

  /** {@code {"data": {…}}}. */
  static Answer data(int status, Consumer<JsonWriter> fields) {
    return body(status, whole -> whole.object("data", fields));
  }

  static Answer body(int status, Consumer<JsonWriter> fields) {
    return new Answer(status, Map.of(), JsonWriter.object(fields));
  }

  static Answer success() {
    return data(200, done -> done.truth("success", true));
  }

  static Problem error(int status, String code, String sentence) {
    return new Problem(status, code, sentence, Optional.empty());
  }
}
