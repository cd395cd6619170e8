package dev.presently.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the client exactly those addresses that were vetted, so that it has no other to connect to.
 */
record VettedDnsResolver(PublicHostChecker hosts) implements DnsResolver {
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return hosts.addresses(host).toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
