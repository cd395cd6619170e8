package dev.presently.core.destination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract of {@link HostChecker}. */
public abstract class HostCheckerContract {
  private static final String OPEN = "open.presently.dev";
  private static final String CLOSED = "closed.presently.dev";

  /** Hosts of which one name is public and one is not; there are no others. */
  protected abstract HostChecker create(String open, String closed);

  @Test
  void aNameThatLeadsToPublicAddressesIsPublic() {
    assertThat(create(OPEN, CLOSED).lookUp(OPEN)).isEqualTo(HostChecker.Answer.PUBLIC);
  }

  @Test
  void aNameThatLeadsElsewhereIsForbidden() {
    assertThat(create(OPEN, CLOSED).lookUp(CLOSED)).isEqualTo(HostChecker.Answer.FORBIDDEN);
  }

  @Test
  void aNameThatNobodyKnowsLeadsNowhere() {
    assertThat(create(OPEN, CLOSED).lookUp("unknown.presently.dev"))
        .isEqualTo(HostChecker.Answer.NO_SUCH_HOST);
  }
}
