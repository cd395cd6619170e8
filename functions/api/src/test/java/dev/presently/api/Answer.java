package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A function's answer as API Gateway reads it. */
public record Answer(JsonNode proxy) {
  public int status() {
    return proxy.path("statusCode").intValue();
  }

  public String header(String name) {
    return proxy.path("headers").path(name).stringValue("");
  }

  public String body() {
    return proxy.path("body").stringValue();
  }

  public JsonNode json() {
    return StrictJson.read(body());
  }

  /** The object under {@code data}. */
  public JsonNode data() {
    return json().path("data");
  }

  /** The list under {@code data}. */
  public List<JsonNode> list() {
    return List.copyOf(data().values());
  }

  /** The value under {@code data}, as text. */
  public String text() {
    return StrictJson.write(data());
  }

  /** The whole answer, as the function returns it. */
  public String proxyText() {
    return StrictJson.write(proxy);
  }

  public String sentence() {
    return json().path("error").stringValue();
  }

  /** Status, code and, if present, field: {@code 400 missing_field chatId}. */
  public String problem() {
    JsonNode error = json();
    if (!error.path("requestId").stringValue("").equals(header("X-Request-Id"))) {
      throw new AssertionError("the request's id is not the same in body and header");
    }
    return status()
        + " "
        + error.path("code").stringValue("no code")
        + error.path("field").stringValueOpt().map(field -> " " + field).orElse("");
  }
}
