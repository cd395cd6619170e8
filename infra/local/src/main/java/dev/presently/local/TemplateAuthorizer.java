package dev.presently.local;

import java.time.Duration;
import java.util.Optional;

/**
 * The API's default authorizer, a function of type REQUEST.
 *
 * @param timeToLive how long its answer is cached per header value; zero disables the cache
 */
record TemplateAuthorizer(String function, String header, Duration timeToLive) {
  /** Empty where the API has none. */
  static Optional<TemplateAuthorizer> read(TemplateSection api) {
    var auth = api.section("Auth");
    return auth.text("DefaultAuthorizer")
        .map(auth.section("Authorizers")::section)
        .map(TemplateAuthorizer::of);
  }

  private static TemplateAuthorizer of(TemplateSection authorizer) {
    authorizer.knowing(
        "FunctionArn", "FunctionPayloadType", "Identity", "DisableFunctionDefaultPermissions");
    if (!authorizer.required("FunctionPayloadType").equals("REQUEST")) {
      throw authorizer.wrong("FunctionPayloadType", "REQUEST");
    }
    var identity = authorizer.section("Identity").knowing("Headers", "ReauthorizeEvery");
    var headers = identity.texts("Headers");
    if (headers.size() != 1) {
      throw identity.wrong("Headers", "one header");
    }
    return new TemplateAuthorizer(
        LocalNames.functionIn(authorizer.required("FunctionArn")),
        headers.getFirst(),
        Duration.ofSeconds(identity.number("ReauthorizeEvery", 300)));
  }
}
