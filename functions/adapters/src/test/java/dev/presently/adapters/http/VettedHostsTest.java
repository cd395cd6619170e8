package dev.presently.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Hosts;
import dev.presently.testkit.HostsContract;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VettedHostsTest extends HostsContract {
  private static final String OPEN = "1.1.1.1";

  @Override
  protected Hosts create(String open, String closed) {
    return hosts(Map.of(open, List.of(OPEN, "2606:4700::1111"), closed, List.of("10.0.0.1")));
  }

  @Test
  void oneForbiddenAddressAmongOthersIsEnough() {
    var hosts = hosts(Map.of("a.presently.dev", List.of(OPEN, "127.0.0.1", "8.8.8.8")));

    assertThat(hosts.lookUp("a.presently.dev")).isEqualTo(new Hosts.Answer.Forbidden());
    assertThatThrownBy(() -> hosts.addresses("a.presently.dev"))
        .isInstanceOf(VettedHosts.Refused.class);
  }

  @Test
  void aNameWithoutAnAddressLeadsNowhere() {
    var hosts = hosts(Map.of("a.presently.dev", List.of()));

    assertThat(hosts.lookUp("a.presently.dev")).isEqualTo(new Hosts.Answer.NoSuchHost());
    assertThatThrownBy(() -> hosts.addresses("a.presently.dev"))
        .isInstanceOf(UnknownHostException.class)
        .isNotInstanceOf(VettedHosts.Refused.class);
  }

  @Test
  void whatWasVettedIsHandedOnAsItIs() throws UnknownHostException {
    var hosts = hosts(Map.of("a.presently.dev", List.of(OPEN, "8.8.8.8")));

    assertThat(hosts.addresses("a.presently.dev"))
        .containsExactly(literal(OPEN), literal("8.8.8.8"));
  }

  @Test
  void aHostThatMayBePrivateIsTakenAsItIs() throws UnknownHostException {
    var allowed = new AllowedPrivateHosts(Set.of("inside", "[::1]"));
    var hosts =
        new VettedHosts(
            allowed,
            name -> name.equals("inside") ? List.of(literal("10.0.0.1")) : List.of(literal(name)));

    assertThat(hosts.lookUp("inside")).isEqualTo(new Hosts.Answer.Public());
    assertThat(hosts.addresses("inside")).containsExactly(literal("10.0.0.1"));
    assertThat(hosts.addresses("::1")).containsExactly(literal("::1"));
    assertThatThrownBy(() -> hosts.addresses("127.0.0.1")).isInstanceOf(VettedHosts.Refused.class);
  }

  @Test
  void theMachinesResolverReadsAddresses() throws UnknownHostException {
    assertThat(new SystemResolver().resolve("127.0.0.1")).containsExactly(literal("127.0.0.1"));
    assertThat(new SystemResolver().resolve("localhost")).allMatch(InetAddress::isLoopbackAddress);
  }

  private static VettedHosts hosts(Map<String, List<String>> known) {
    return new VettedHosts(
        AllowedPrivateHosts.NONE,
        name -> {
          List<String> literals = known.get(name);
          if (literals == null) {
            throw new UnknownHostException(name);
          }
          return literals.stream().map(VettedHostsTest::literal).toList();
        });
  }

  private static InetAddress literal(String address) {
    return InetAddress.ofLiteral(address);
  }
}
