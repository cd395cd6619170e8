package dev.presently.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Resolves a host, or reads it where it is an address, and vets whatever comes of it. */
record VettedDns(AddressVetting vetting) implements DnsResolver {
  /** The host leads where nothing of ours may go. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("an address was refused");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!vetting.accepts(host, address)) {
        throw new Refused();
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
