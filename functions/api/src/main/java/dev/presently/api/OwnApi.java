package dev.presently.api;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where this API answers, as far as a request that came in tells: the hosts it was sent to, and API
 * Gateway's own names of the API. What else leads here, only its owner knows.
 */
public record OwnApi(Set<String> hosts, Optional<String> id) {
  private static final String GATEWAY = ".execute-api.";

  public OwnApi {
    hosts = Set.copyOf(hosts);
  }

  static OwnApi of(Optional<String> id, Optional<String> domain, Optional<String> hostHeader) {
    return new OwnApi(
        Stream.of(domain, hostHeader)
            .flatMap(Optional::stream)
            .map(OwnApi::name)
            .collect(Collectors.toUnmodifiableSet()),
        id);
  }

  /** The host, in lower case and without a trailing dot, is one of this API. */
  public boolean isAt(String host) {
    return hosts.contains(host) || id.filter(own -> isGateway(host, own)).isPresent();
  }

  /** Also the name of a private endpoint, as in {@code id-vpce-1.execute-api.…}. */
  private static boolean isGateway(String host, String id) {
    return host.startsWith(id + GATEWAY) || (host.startsWith(id + "-") && host.contains(GATEWAY));
  }

  private static String name(String hostAndPort) {
    return hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "").replaceFirst("\\.$", "");
  }
}
