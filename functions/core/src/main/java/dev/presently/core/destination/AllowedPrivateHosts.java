package dev.presently.core.destination;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Hosts that may be private: {@code http}, any port and any address. Empty by default. */
public record AllowedPrivateHosts(Set<String> hosts) {
  public static final AllowedPrivateHosts NONE = new AllowedPrivateHosts(Set.of());

  public AllowedPrivateHosts {
    hosts = Set.copyOf(hosts);
  }

  /** Reads a comma-separated list; IPv6 addresses have brackets as in a URL. */
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
