package dev.presently.api;

import java.util.Optional;

/** Checks a caller's scope and sessions before anything else of the request is read. */
record Authorization(OperationScope scope) {
  /** Throws {@link RefusedRequest} where the caller lacks the scope or the session. */
  void check(ApiRequest request) {
    switch (scope) {
      case OperationScope.Open() -> {}
      case OperationScope.ForMaster() -> {
        if (!(authenticated(request) instanceof Caller.Master)) {
          throw forbidden("this takes the deployment's master key");
        }
      }
      case OperationScope.ForScope(var needed) -> {
        switch (authenticated(request)) {
          case Caller.Master() ->
              throw forbidden("the master key opens /admin alone; make a key there and use that");
          case Caller.Client(var token, _) -> ClientScope.check(token, request);
          case Caller.Holder(_, var grant, _) -> {
            if (!grant.allows(needed)) {
              throw forbidden("this key lacks the scope " + needed.word());
            }
            if (!grant.reachesAll() && request.namesSession()) {
              SessionScope.check(grant, Optional.of(request.session()));
            }
          }
        }
      }
    }
  }

  private static Caller authenticated(ApiRequest request) {
    return request
        .caller()
        .orElseThrow(
            () ->
                new RefusedRequest(
                    401, "unauthorized", "the credentials are missing or not accepted"));
  }

  private static RefusedRequest forbidden(String why) {
    return new RefusedRequest(403, "forbidden", why);
  }
}
