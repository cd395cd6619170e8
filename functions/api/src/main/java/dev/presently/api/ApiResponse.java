package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An operation's answer, before the request id is added. */
public sealed interface ApiResponse {
  int status();

  Map<String, String> headers();

  /** A copy with this header added or replaced. */
  ApiResponse with(String header, Object value);

  /** A success, with its JSON body as text. */
  record Answer(int status, Map<String, String> headers, String body) implements ApiResponse {
    @Override
    public Answer with(String header, Object value) {
      return new Answer(status, plus(headers, header, value), body);
    }
  }

  /** An error; the code is stable and part of the API contract. */
  record Problem(
      int status, String code, String sentence, Optional<String> field, Map<String, String> headers)
      implements ApiResponse {
    public Problem at(String name) {
      return new Problem(status, code, sentence, Optional.of(name), headers);
    }

    @Override
    public Problem with(String header, Object value) {
      return new Problem(status, code, sentence, field, plus(headers, header, value));
    }
  }

  /** {@code {"data": {…}}}. */
  static Answer data(int status, ObjectNode data) {
    return body(status, StrictJson.newObject().set("data", data));
  }

  static Answer body(int status, ObjectNode body) {
    return new Answer(status, Map.of(), StrictJson.write(body));
  }

  static Answer success() {
    return data(200, StrictJson.newObject().put("success", true));
  }

  static Problem error(int status, String code, String sentence) {
    return new Problem(status, code, sentence, Optional.empty(), Map.of());
  }

  private static Map<String, String> plus(
      Map<String, String> headers, String header, Object value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value.toString());
    return all;
  }
}
