package dev.presently.api;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer in the form that API Gateway's REST proxy integration reads. */
final class ResponseJson {
  /** The headers that scripts in a browser may read. */
  private static final String CORS_EXPOSED_HEADERS =
      "ETag, Preference-Applied, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining,"
          + " X-Request-Id";

  private ResponseJson() {}

  /** Adds to an error where it is described. */
  static byte[] write(ApiResponse response, String requestId, Optional<String> docs) {
    return switch (response) {
      case ApiResponse.Answer(int status, var headers, var body) ->
          proxy(status, requestId, headers, body);
      case ApiResponse.Problem problem when lacksRetryAfter(problem) ->
          write(problem.with("Retry-After", 1), requestId, docs);
      case ApiResponse.Problem problem ->
          proxy(
              problem.status(),
              requestId,
              problem.headers(),
              StrictJson.write(
                  putIfPresent(error(problem), "docs", docs).put("requestId", requestId)));
    };
  }

  private static boolean lacksRetryAfter(ApiResponse.Problem problem) {
    return problem.status() == 503 && !problem.headers().containsKey("Retry-After");
  }

  /** The error without what depends on the request. */
  static ObjectNode error(ApiResponse.Problem problem) {
    ObjectNode error =
        StrictJson.newObject().put("error", problem.sentence()).put("code", problem.code());
    return putIfPresent(error, "field", problem.field());
  }

  private static byte[] proxy(
      int status, String requestId, Map<String, String> headers, String body) {
    ObjectNode proxy = StrictJson.newObject().put("statusCode", status);
    ObjectNode all = proxy.putObject("headers");
    if (!body.isEmpty()) {
      all.put("Content-Type", "application/json");
    }
    all.put("X-Request-Id", requestId)
        .put("Cache-Control", "no-store")
        .put("Access-Control-Allow-Origin", "*")
        .put("Access-Control-Expose-Headers", CORS_EXPOSED_HEADERS);
    headers.forEach(all::put);
    return StrictJson.bytes(proxy.put("body", body).put("isBase64Encoded", false));
  }
}
