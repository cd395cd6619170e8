package dev.presently.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Says to which addresses a name leads. */
@FunctionalInterface
public interface AddressResolver {
  /** All addresses of the name, in the order in which they are to be tried. */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
