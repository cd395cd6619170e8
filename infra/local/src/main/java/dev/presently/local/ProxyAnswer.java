package dev.presently.local;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response as the gateway sends it, read from a handler's answer or made by the gateway. */
final class ProxyAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  private ProxyAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  static ProxyAnswer read(byte[] json) throws FunctionFailed {
    try {
      if (Json.read(json) instanceof Map<?, ?> answer
          && answer.get("statusCode") instanceof BigDecimal status) {
        return new ProxyAnswer(status.intValueExact(), headers(answer), body(answer));
      }
    } catch (RuntimeException e) {
      throw new FunctionFailed(e);
    }
    throw new FunctionFailed("malformed proxy answer");
  }

  static ProxyAnswer error(int status, String code, String sentence, String requestId) {
    var error = new LinkedHashMap<String, Object>();
    error.put("error", sentence);
    error.put("code", code);
    error.put("requestId", requestId);
    var headers =
        Map.of(
            "Content-Type", List.of("application/json"),
            "X-Request-Id", List.of(requestId));
    return new ProxyAnswer(status, headers, Json.write(error));
  }

  private static Map<String, List<String>> headers(Map<?, ?> answer) {
    var headers = new LinkedHashMap<String, List<String>>();
    if (answer.get("headers") instanceof Map<?, ?> single) {
      single.forEach((name, value) -> headers.put("" + name, List.of("" + value)));
    }
    if (answer.get("multiValueHeaders") instanceof Map<?, ?> multi) {
      multi.forEach(
          (name, values) ->
              headers.put("" + name, ((List<?>) values).stream().map(String::valueOf).toList()));
    }
    if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("Content-Type", List.of("application/json"));
    }
    return headers;
  }

  private static byte[] body(Map<?, ?> answer) {
    var text = answer.get("body") instanceof String body ? body : "";
    return Boolean.TRUE.equals(answer.get("isBase64Encoded"))
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
