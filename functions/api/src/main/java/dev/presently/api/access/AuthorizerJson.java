package dev.presently.api.access;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiRequest;
import dev.presently.api.Caller;
import dev.presently.api.KeepAlive;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** API Gateway's authorizer event, and its answer: a policy for the whole stage, and the caller. */
final class AuthorizerJson {
  /** The {@code Authorization} header, and the ARN of the called method. */
  record Request(Optional<String> authorization, String methodArn) {}

  private AuthorizerJson() {}

  /** Empty for a {@link KeepAlive}. */
  static Optional<Request> read(byte[] json) {
    JsonNode event = StrictJson.read(json);
    return KeepAlive.is(event)
        ? Optional.empty()
        : Optional.of(
            new Request(
                ApiRequest.header(event, "Authorization"),
                event.required("methodArn").stringValue()));
  }

  static byte[] allow(Caller caller, String methodArn) {
    ObjectNode answer = StrictJson.newObject().put("principalId", principal(caller));
    answer
        .putObject("policyDocument")
        .put("Version", "2012-10-17")
        .putArray("Statement")
        .addObject()
        .put("Action", "execute-api:Invoke")
        .put("Effect", "Allow")
        .put("Resource", stage(methodArn) + "/*");
    ObjectNode context = answer.putObject("context");
    caller.context().forEach(context::put);
    return StrictJson.bytes(answer);
  }

  private static String principal(Caller caller) {
    return switch (caller) {
      case Caller.Holder(var id, var _, var _) -> id.value();
      case Caller.Master() -> "master";
      case Caller.Client _ -> "client";
    };
  }

  /** {@code arn:aws:execute-api:REGION:ACCOUNT:API/STAGE}, the beginning of a method's ARN. */
  private static String stage(String methodArn) {
    int api = methodArn.indexOf('/');
    return methodArn.substring(0, methodArn.indexOf('/', api + 1));
  }
}
