package dev.presently.testkit;

import dev.presently.core.destination.Hosts;

final class InMemoryHostsTest extends HostsContract {
  @Override
  protected Hosts create(String open, String closed) {
    return new InMemoryHosts().withPublic(open).withForbidden(closed);
  }
}
