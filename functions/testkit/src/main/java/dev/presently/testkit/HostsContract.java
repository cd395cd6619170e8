package dev.presently.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.destination.Hosts;
import org.junit.jupiter.api.Test;

/** What all {@link Hosts} keep to. */
public abstract class HostsContract {
  private static final String OPEN = "open.presently.dev";
  private static final String CLOSED = "closed.presently.dev";

  /** Hosts of which one name is public and one is not; there are no others. */
  protected abstract Hosts create(String open, String closed);

  @Test
  void aNameThatLeadsToPublicAddressesIsPublic() {
    assertThat(create(OPEN, CLOSED).lookUp(OPEN)).isEqualTo(new Hosts.Answer.Public());
  }

  @Test
  void aNameThatLeadsElsewhereIsForbidden() {
    assertThat(create(OPEN, CLOSED).lookUp(CLOSED)).isEqualTo(new Hosts.Answer.Forbidden());
  }

  @Test
  void aNameThatNobodyKnowsLeadsNowhere() {
    assertThat(create(OPEN, CLOSED).lookUp("unknown.presently.dev"))
        .isEqualTo(new Hosts.Answer.NoSuchHost());
  }
}
