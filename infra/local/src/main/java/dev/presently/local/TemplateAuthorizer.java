package dev.presently.local;

import java.time.Duration;
import java.util.Optional;

/**
 * The API's default authorizer: a function that is asked with the request, and whose answer is kept
 * for everything that comes with the same header.
 *
 * @param kept how long; zero asks each time
 */
record TemplateAuthorizer(String function, String header, Duration kept) {
  /** Empty where the API has none. */
  static Optional<TemplateAuthorizer> read(TemplateSection api) {
    var auth = api.section("Auth");
    return auth.text("DefaultAuthorizer")
        .map(
            name -> {
              var authorizer = auth.section("Authorizers").section(name);
              authorizer.knowing(
                  "FunctionArn",
                  "FunctionPayloadType",
                  "Identity",
                  "DisableFunctionDefaultPermissions");
              if (!authorizer.required("FunctionPayloadType").equals("REQUEST")) {
                throw authorizer.wrong("FunctionPayloadType", "REQUEST");
              }
              var identity = authorizer.section("Identity").knowing("Headers", "ReauthorizeEvery");
              var headers = identity.list("Headers");
              if (headers.size() != 1) {
                throw identity.wrong("Headers", "one header");
              }
              return new TemplateAuthorizer(
                  LocalNames.functionIn(authorizer.required("FunctionArn")),
                  String.valueOf(headers.getFirst()),
                  Duration.ofSeconds(identity.number("ReauthorizeEvery", 300)));
            });
  }
}
