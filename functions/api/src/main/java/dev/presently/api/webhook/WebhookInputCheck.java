package dev.presently.api.webhook;

import dev.presently.api.ApiWiring;
import dev.presently.api.OwnApi;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks a webhook's URL and session before anything is stored: the URL's form and host name while
 * the body is read, its addresses after everything else. Hosts on the deployment's list of private
 * hosts are accepted unchecked.
 */
record WebhookInputCheck(AllowedPrivateHosts allowed, HostChecker hosts, SessionStore sessions) {
  static WebhookInputCheck of(ApiWiring wiring) {
    return new WebhookInputCheck(wiring.allowedPrivateHosts(), wiring.hosts(), wiring.sessions());
  }

  /** Parses a URL that does not lead back to this API. */
  Function<String, Destination> urlNotOf(OwnApi api) {
    return text -> api.otherUrl(text, allowed);
  }

  /** Resolves the host; {@link InvalidValue} unless all its addresses are public. */
  void check(Destination url) {
    if (allowed.contains(url.host())) {
      return;
    }
    switch (hosts.lookUp(url.host())) {
      case PUBLIC -> {}
      case NO_SUCH_HOST ->
          throw refused("url_unresolvable", "the name " + url.host() + " has no address");
      case FORBIDDEN ->
          throw refused(
              "url_not_allowed",
              "the name " + url.host() + " leads to an address that is not public");
    }
  }

  /** {@link InvalidValue} where there is no such session; absent means all sessions. */
  void check(Optional<SessionName> session) {
    if (session.isPresent() && sessions.find(session.get()).isEmpty()) {
      throw noSession(session.get());
    }
  }

  static InvalidValue noSession(SessionName session) {
    return new InvalidValue(
        "invalid_value",
        "invalid session: there is no session named "
            + session
            + "; accepted: the name of a session, or null for all",
        Optional.of("session"));
  }

  private static InvalidValue refused(String code, String why) {
    return new InvalidValue(
        code,
        "invalid url: " + why + "; accepted: a host all of whose addresses are public",
        Optional.of("url"));
  }
}
