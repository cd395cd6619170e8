package dev.presently.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the machine's own resolver; a name that is an address is read as one. */
public final class SystemAddressResolver implements AddressResolver {
  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(name));
  }
}
