package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;

/** Writes an answer as API Gateway's REST proxy integration reads it. */
final class ResponseJson {
  /** What a page in a browser may read of an answer, besides its body. */
  private static final String EXPOSED =
      "ETag, Preference-Applied, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id";

  private ResponseJson() {}

  static String of(ApiResponse response, String requestId) {
    return switch (response) {
      case ApiResponse.Answer(int status, var headers, var body) ->
          proxy(status, requestId, headers, body);
      case ApiResponse.Problem problem when lacksRetryAfter(problem) ->
          of(problem.with("Retry-After", 1), requestId);
      case ApiResponse.Problem problem ->
          proxy(
              problem.status(),
              requestId,
              problem.headers(),
              JsonWriter.object(error(problem, requestId)));
    };
  }

  private static boolean lacksRetryAfter(ApiResponse.Problem problem) {
    return problem.status() == 503 && !problem.headers().containsKey("Retry-After");
  }

  private static Consumer<JsonWriter> error(ApiResponse.Problem problem, String requestId) {
    return json -> {
      error(problem).accept(json);
      json.text("requestId", requestId);
    };
  }

  /** The problem without the request in which it showed. */
  static Consumer<JsonWriter> error(ApiResponse.Problem problem) {
    return json ->
        json.text("error", problem.sentence())
            .text("code", problem.code())
            .text("field", problem.field());
  }

  private static String proxy(
      int status, String requestId, Map<String, String> headers, String body) {
    return JsonWriter.object(
        proxy ->
            proxy
                .number("statusCode", status)
                .object(
                    "headers",
                    all -> {
                      if (!body.isEmpty()) {
                        all.text("Content-Type", "application/json");
                      }
                      all.text("X-Request-Id", requestId)
                          .text("Access-Control-Allow-Origin", "*")
                          .text("Access-Control-Expose-Headers", EXPOSED);
                      headers.forEach(all::text);
                    })
                .text("body", body)
                .truth("isBase64Encoded", false));
  }
}
