package dev.presently.api;

import dev.presently.core.InvalidValue;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts of this API: the domain that the stack gave it, those a request was sent to, and API
 * Gateway's own names of the API. Other names, such as a proxy in front, are unknown.
 */
public record OwnApi(Set<String> hosts, Optional<String> id) {
  private static final String GATEWAY = ".execute-api.";

  public OwnApi {
    hosts = Set.copyOf(hosts);
  }

  static OwnApi of(Optional<String> id, Stream<String> hosts) {
    return new OwnApi(hosts.map(OwnApi::name).collect(Collectors.toUnmodifiableSet()), id);
  }

  /** Whether the host, in lower case without trailing dot, is one of this API. */
  public boolean isAt(String host) {
    return hosts.contains(host) || id.filter(own -> isGateway(host, own)).isPresent();
  }

  /** Parses a URL that does not lead back to this API, unless its host is on the list. */
  public Destination otherUrl(String text, AllowedPrivateHosts allowed) {
    Destination url = Destination.parse(text, allowed);
    if (isAt(url.host()) && !allowed.contains(url.host())) {
      throw new InvalidValue("url_not_allowed", "not an allowed URL: it is this API's own");
    }
    return url;
  }

  /** Includes private endpoints, as in {@code id-vpce-1.execute-api.…}. */
  private static boolean isGateway(String host, String id) {
    return host.startsWith(id + GATEWAY) || (host.startsWith(id + "-") && host.contains(GATEWAY));
  }

  private static String name(String hostAndPort) {
    return hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "").replaceFirst("\\.$", "");
  }
}
