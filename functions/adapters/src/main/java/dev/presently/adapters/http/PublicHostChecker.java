package dev.presently.adapters.http;

import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Accepts hosts whose addresses are all public, and private hosts that the deployment allows. One
 * private address makes a name forbidden.
 */
public record PublicHostChecker(AllowedPrivateHosts allowed, AddressResolver resolver)
    implements HostChecker {
  /** Resolves a host name to all its addresses, in the order in which to try them. */
  @FunctionalInterface
  public interface AddressResolver {
    /** The platform's resolver; an address literal resolves to itself. */
    AddressResolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    List<InetAddress> resolve(String name) throws UnknownHostException;
  }

  /** A name that takes longer to resolve counts as unknown, because a caller is waiting. */
  private static final int MAX_SECONDS = 5;

  /** The host has a private address. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("an address was refused");
    }
  }

  @Override
  public Answer lookUp(String host) {
    return isExempt(host)
        ? Answer.PUBLIC
        : CompletableFuture.supplyAsync(
                () -> check(host), Thread.ofVirtual().name("look-up")::start)
            .completeOnTimeout(Answer.NO_SUCH_HOST, MAX_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** The host's addresses, all of them allowed. */
  List<InetAddress> addresses(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolver.resolve(host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    if (!isExempt(host) && !addresses.stream().allMatch(PublicAddresses::include)) {
      throw new Refused();
    }
    return addresses;
  }

  private Answer check(String host) {
    try {
      addresses(host);
      return Answer.PUBLIC;
    } catch (Refused e) {
      return Answer.FORBIDDEN;
    } catch (UnknownHostException e) {
      return Answer.NO_SUCH_HOST;
    }
  }

  /** The list has IPv6 addresses as in a URL, in brackets; the host has none. */
  private boolean isExempt(String host) {
    return allowed.contains(host) || allowed.contains("[" + host + "]");
  }
}
