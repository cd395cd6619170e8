package dev.presently.e2e;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What the API answered; the contract has been checked already. */
record Answer(int status, HttpResponse<String> response) {
  /** The whole body. */
  Json.Obj body() {
    return JsonReader.object(response.body());
  }

  /** The object in {@code data}. */
  Json.Obj data() {
    return body().object("data");
  }

  /** The objects in {@code data}. */
  List<Json.Obj> list() {
    return body().array("data").stream().map(Json.Obj.class::cast).toList();
  }

  /** The error's stable word. */
  String code() {
    return body().text("code").orElse("");
  }

  /** Status and code of an error: {@code 403 forbidden}. */
  String problem() {
    return status + " " + code();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }
}
