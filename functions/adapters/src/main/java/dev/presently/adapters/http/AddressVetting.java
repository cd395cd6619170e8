package dev.presently.adapters.http;

import java.net.InetAddress;

/** Says which of the addresses that a host leads to may be connected to. */
@FunctionalInterface
public interface AddressVetting {
  /** Every address may. */
  AddressVetting ANY = (host, address) -> true;

  boolean accepts(String host, InetAddress address);
}
