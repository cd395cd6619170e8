package dev.presently.adapters.http;

import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hosts all of whose addresses are public. One address that is not makes a name forbidden, whatever
 * the others are. Hosts that the deployment allows to be private are taken as they are.
 */
public record PublicHostChecker(AllowedPrivateHosts allowed, AddressResolver resolver)
    implements HostChecker {
  /** A name that takes longer has no address as far as a caller is concerned who waits for us. */
  private static final int MOST_SECONDS = 5;

  /** The host leads where nothing of ours may go. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("an address was refused");
    }
  }

  @Override
  public Answer lookUp(String host) {
    return isExempt(host)
        ? new Answer.Public()
        : CompletableFuture.supplyAsync(
                () -> judged(host), Thread.ofVirtual().name("look-up")::start)
            .completeOnTimeout(new Answer.NoSuchHost(), MOST_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** The host's addresses, each of which may be connected to. */
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

  private Answer judged(String host) {
    try {
      addresses(host);
      return new Answer.Public();
    } catch (Refused e) {
      return new Answer.Forbidden();
    } catch (UnknownHostException e) {
      return new Answer.NoSuchHost();
    }
  }

  /** An IPv6 address stands on the list as in a URL, and comes without the brackets. */
  private boolean isExempt(String host) {
    return allowed.contains(host) || allowed.contains("[" + host + "]");
  }
}
