package dev.presently.api.access;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorizer is asked, and what it answers: a policy for the whole stage, and who calls.
 */
final class AuthorizerJson {
  /** The request's header, and what is called with it. */
  record Asked(Optional<String> authorization, String methodArn) {}

  private AuthorizerJson() {}

  static Asked read(byte[] event) {
    Json.Obj json = JsonReader.object(event);
    return new Asked(
        json.object("headers").fields().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
            .map(Map.Entry::getValue)
            .filter(Json.Text.class::isInstance)
            .map(value -> ((Json.Text) value).value())
            .findFirst(),
        json.text("methodArn").orElseThrow());
  }

  static String allow(Caller caller, String methodArn) {
    return JsonWriter.text(
        object(
            Map.entry("principalId", new Json.Text(principal(caller))),
            Map.entry(
                "policyDocument",
                object(
                    Map.entry("Version", new Json.Text("2012-10-17")),
                    Map.entry("Statement", new Json.Arr(List.of(statement(methodArn)))))),
            Map.entry("context", context(caller))));
  }

  private static Json statement(String methodArn) {
    return object(
        Map.entry("Action", new Json.Text("execute-api:Invoke")),
        Map.entry("Effect", new Json.Text("Allow")),
        Map.entry("Resource", new Json.Text(stage(methodArn) + "/*")));
  }

  private static Json context(Caller caller) {
    Map<String, Json> texts = new LinkedHashMap<>();
    caller.context().forEach((name, text) -> texts.put(name, new Json.Text(text)));
    return new Json.Obj(texts);
  }

  private static String principal(Caller caller) {
    return switch (caller) {
      case Caller.Holder(var id, var _, var _) -> id.value();
      case Caller.Master() -> "master";
    };
  }

  /** {@code arn:aws:execute-api:REGION:ACCOUNT:API/STAGE} of an ARN that goes on behind it. */
  private static String stage(String methodArn) {
    int api = methodArn.indexOf('/');
    return methodArn.substring(0, methodArn.indexOf('/', api + 1));
  }

  @SafeVarargs
  private static Json.Obj object(Map.Entry<String, ? extends Json>... fields) {
    Map<String, Json> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, ? extends Json> field : fields) {
      ordered.put(field.getKey(), field.getValue());
    }
    return new Json.Obj(ordered);
  }
}
