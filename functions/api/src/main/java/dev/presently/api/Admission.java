package dev.presently.api;

import java.util.Optional;

/** Lets a request through or refuses it, before anything of it is read but who sent it. */
final class Admission {
  private final Permit permit;

  Admission(Permit permit) {
    this.permit = permit;
  }

  /** Throws {@link Refused} where the caller may not do this, or not with this session. */
  void check(ApiRequest request) {
    switch (permit) {
      case Permit.Open() -> {}
      case Permit.ForMaster() -> {
        if (!(known(request) instanceof Caller.Master)) {
          throw forbidden("this takes the deployment's master key");
        }
      }
      case Permit.ForScope(var scope) -> {
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
            () -> new Refused(401, "unauthorized", "the credentials are missing or not accepted"));
  }

  private static void checkSession(ApiRequest request, Caller.Holder holder) {
    if (!holder.grant().reachesAll() && request.namesSession()) {
      Reach.check(holder.grant(), Optional.of(request.session()));
    }
  }

  private static Refused forbidden(String why) {
    return new Refused(403, "forbidden", why);
  }
}
