package dev.presently.e2e;

import dev.presently.adapters.json.StrictJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the API answered; the contract has been checked already. */
public record Answer(int status, HttpResponse<String> response) {
  /** The whole body. */
  public JsonNode body() {
    return StrictJson.object(response.body());
  }

  /** The object in {@code data}. */
  public JsonNode data() {
    return body().path("data");
  }

  /** The objects in {@code data}. */
  public List<JsonNode> list() {
    return body().path("data").valueStream().toList();
  }

  /** The error's stable word. */
  public String code() {
    return body().path("code").stringValueOpt().orElse("");
  }

  /** Status and code of an error: {@code 403 forbidden}. */
  public String problem() {
    return status + " " + code();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }
}
