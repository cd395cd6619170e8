package dev.presently.core.destination;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that may be private: reached by {@code http} too, on any port and any address. Empty
 * unless the deployment says so.
 */
public record AllowedPrivateHosts(Set<String> hosts) {
  public static final AllowedPrivateHosts NONE = new AllowedPrivateHosts(Set.of());

  public AllowedPrivateHosts {
    hosts = Set.copyOf(hosts);
  }

  /** Reads a comma-separated list; {@code [::1]} stands in brackets as it does in a URL. */
  public static AllowedPrivateHosts parse(String list) {
    return new AllowedPrivateHosts(
        Arrays.stream(list.split(",", -1))
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  public boolean contains(String host) {
    return hosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
