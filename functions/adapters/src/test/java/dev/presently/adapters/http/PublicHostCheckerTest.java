package dev.presently.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.destination.HostCheckerContract;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicHostCheckerTest extends HostCheckerContract {
  private static final String OPEN = "1.1.1.1";

  @Override
  protected HostChecker create(String open, String closed) {
    return hosts(Map.of(open, List.of(OPEN, "2606:4700::1111"), closed, List.of("10.0.0.1")));
  }

  @Test
  void onePrivateAddressMakesANameForbidden() {
    var hosts = hosts(Map.of("a.presently.dev", List.of(OPEN, "127.0.0.1", "8.8.8.8")));

    assertThat(hosts.lookUp("a.presently.dev")).isEqualTo(HostChecker.Answer.FORBIDDEN);
    assertThatThrownBy(() -> hosts.addresses("a.presently.dev"))
        .isInstanceOf(PublicHostChecker.Refused.class);
  }

  @Test
  void aNameWithoutAddressesIsUnknown() {
    var hosts = hosts(Map.of("a.presently.dev", List.of()));

    assertThat(hosts.lookUp("a.presently.dev")).isEqualTo(HostChecker.Answer.NO_SUCH_HOST);
    assertThatThrownBy(() -> hosts.addresses("a.presently.dev"))
        .isInstanceOf(UnknownHostException.class)
        .isNotInstanceOf(PublicHostChecker.Refused.class);
  }

  @Test
  void checkedAddressesAreReturnedUnchanged() throws UnknownHostException {
    var hosts = hosts(Map.of("a.presently.dev", List.of(OPEN, "8.8.8.8")));

    assertThat(hosts.addresses("a.presently.dev"))
        .containsExactly(literal(OPEN), literal("8.8.8.8"));
  }

  @Test
  void anAllowedPrivateHostIsAccepted() throws UnknownHostException {
    var allowed = new AllowedPrivateHosts(Set.of("inside", "[::1]"));
    var hosts =
        new PublicHostChecker(
            allowed,
            name -> name.equals("inside") ? List.of(literal("10.0.0.1")) : List.of(literal(name)));

    assertThat(hosts.lookUp("inside")).isEqualTo(HostChecker.Answer.PUBLIC);
    assertThat(hosts.addresses("inside")).containsExactly(literal("10.0.0.1"));
    assertThat(hosts.addresses("::1")).containsExactly(literal("::1"));
    assertThatThrownBy(() -> hosts.addresses("127.0.0.1"))
        .isInstanceOf(PublicHostChecker.Refused.class);
  }

  @Test
  void theSystemResolverReadsAddressLiterals() throws UnknownHostException {
    assertThat(AddressResolver.SYSTEM.resolve("127.0.0.1")).containsExactly(literal("127.0.0.1"));
    assertThat(AddressResolver.SYSTEM.resolve("localhost"))
        .allMatch(InetAddress::isLoopbackAddress);
  }

  private static PublicHostChecker hosts(Map<String, List<String>> known) {
    return new PublicHostChecker(
        AllowedPrivateHosts.NONE,
        name -> {
          List<String> literals = known.get(name);
          if (literals == null) {
            throw new UnknownHostException(name);
          }
          return literals.stream().map(PublicHostCheckerTest::literal).toList();
        });
  }

  private static InetAddress literal(String address) {
    return InetAddress.ofLiteral(address);
  }
}
