package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import java.util.List;

/** A function's answer as API Gateway reads it. */
public record Answer(Json.Obj proxy) {
  public int status() {
    return proxy.number("statusCode").orElseThrow().intValueExact();
  }

  public String header(String name) {
    return proxy.object("headers").text(name).orElse("");
  }

  public String body() {
    return proxy.text("body").orElseThrow();
  }

  public Json.Obj json() {
    return JsonReader.object(body());
  }

  /** The object under {@code data}. */
  public Json.Obj data() {
    return json().object("data");
  }

  /** The list under {@code data}. */
  public List<Json.Obj> list() {
    return json().array("data").stream().map(Json.Obj.class::cast).toList();
  }

  /** What stands under {@code data}, as text. */
  public String text() {
    return JsonWriter.text(json().get("data").orElseThrow());
  }

  /** All of it, as a function hands it back. */
  public String proxyText() {
    return JsonWriter.text(proxy);
  }

  public String sentence() {
    return json().text("error").orElseThrow();
  }

  /** Status, code and, where there is one, field: {@code 400 missing_field chatId}. */
  public String problem() {
    Json.Obj error = json();
    if (!error.text("requestId").orElse("").equals(header("X-Request-Id"))) {
      throw new AssertionError("the request's id is not the same in body and header");
    }
    return status()
        + " "
        + error.text("code").orElse("no code")
        + error.text("field").map(field -> " " + field).orElse("");
  }
}
