package dev.presently.api;

import java.util.Optional;

/** Lets a request through or refuses it, before anything of it is read but who sent it. */
final class Authorization {
  private final OperationScope permit;

  Authorization(OperationScope permit) {
    this.permit = permit;
  }

  /** Throws {@link RefusedRequest} where the caller may not do this, or not with this session. */
  void check(ApiRequest request) {
    switch (permit) {
      case OperationScope.Open() -> {}
      case OperationScope.ForMaster() -> {
        if (!(known(request) instanceof Caller.Master)) {
          throw forbidden("this takes the deployment's master key");
        }
      }
      case OperationScope.ForScope(var scope) -> {
        if (!(known(request) instanceof Caller.Holder holder)) {
          throw forbidden("the master key opens /admin alone; make a key there and use that");
        }
        if (!holder.grant().allows(scope)) {
          throw forbidden("this key lacks the scope " + scope.word());
        }
        checkSession(request, holder);
      }
    }
  }

  private static Caller known(ApiRequest request) {
    return request
        .caller()
        .orElseThrow(
            () ->
                new RefusedRequest(
                    401, "unauthorized", "the credentials are missing or not accepted"));
  }

  private static void checkSession(ApiRequest request, Caller.Holder holder) {
    if (!holder.grant().reachesAll() && request.namesSession()) {
      SessionScope.check(holder.grant(), Optional.of(request.session()));
    }
  }

  private static RefusedRequest forbidden(String why) {
    return new RefusedRequest(403, "forbidden", why);
  }
}
