package dev.presently.api.webhook;

import dev.presently.api.OwnApi;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.destination.HostChecker;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges where a receiver is before anything is stored: form and name as the body is read, and what
 * the name leads to when nothing else is wrong. Hosts that the deployment allows to be private are
 * taken as they are.
 */
final class ReceiverUrlCheck {
  private final AllowedPrivateHosts allowed;
  private final HostChecker hosts;

  ReceiverUrlCheck(AllowedPrivateHosts allowed, HostChecker hosts) {
    this.allowed = allowed;
    this.hosts = hosts;
  }

  /** Reads a URL that does not lead back to where the request came in. */
  Function<String, Destination> notAt(OwnApi own) {
    return text -> {
      Destination url = Destination.parse(text, allowed);
      if (own.isAt(url.host()) && !allowed.contains(url.host())) {
        throw new InvalidValue("url_not_allowed", "not an allowed URL: it is this API's own");
      }
      return url;
    };
  }

  /** Looks the host up; {@link InvalidValue} unless all of its addresses are public. */
  void check(Destination url) {
    if (allowed.contains(url.host())) {
      return;
    }
    switch (hosts.lookUp(url.host())) {
      case HostChecker.Answer.Public() -> {}
      case HostChecker.Answer.NoSuchHost() ->
          throw refused("url_unresolvable", "the name " + url.host() + " has no address");
      case HostChecker.Answer.Forbidden() ->
          throw refused(
              "url_not_allowed",
              "the name " + url.host() + " leads to an address that is not public");
    }
  }

  private static InvalidValue refused(String code, String why) {
    return new InvalidValue(
        code,
        "invalid url: " + why + "; accepted: a host all of whose addresses are public",
        Optional.of("url"));
  }
}
