package dev.presently.core.destination;

final class InMemoryHostCheckerTest extends HostCheckerContract {
  @Override
  protected HostChecker create(String open, String closed) {
    return new InMemoryHostChecker().withPublic(open).withForbidden(closed);
  }
}
