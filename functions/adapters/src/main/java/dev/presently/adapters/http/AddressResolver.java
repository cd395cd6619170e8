package dev.presently.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host name. */
@FunctionalInterface
public interface AddressResolver {
  /** The platform's resolver; an address literal resolves to itself. */
  AddressResolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /** All addresses of the name, in the order in which to try them. */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
