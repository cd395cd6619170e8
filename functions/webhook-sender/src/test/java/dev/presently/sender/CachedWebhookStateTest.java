package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.WebhookState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedWebhookStateTest {
  private final TestClock clock = new TestClock();
  private WebhookState stored =
      new WebhookState(Optional.of(Examples.webhook(1)), ReceiverHealth.UNKNOWN);
  private int reads;
  private final CachedWebhookState known =
      new CachedWebhookState(
          () -> {
            reads++;
            return stored;
          },
          clock);

  @Test
  void itIsReadOnceForManyAndAnewWhenItIsOld() {
    known.get();
    clock.advance(CachedWebhookState.OLDEST);
    known.get();
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    known.get();

    assertThat(reads).isEqualTo(2);
  }

  /** The webhook in it is no younger for that. */
  @Test
  void whatAnAttemptMadeOfItMakesItNoYounger() {
    WebhookState given = known.get();
    clock.advance(CachedWebhookState.OLDEST);
    WebhookState slow = new WebhookState(given.webhook(), failing());
    known.became(given, slow);
    assertThat(known.get()).isEqualTo(slow);
    stored = new WebhookState(Optional.empty(), failing());

    clock.advance(Duration.ofMillis(1));

    assertThat(known.get()).isEqualTo(stored);
  }

  @Test
  void whereTwoHaveFoundSomethingItIsReadAnew() {
    WebhookState given = known.get();

    known.became(given, new WebhookState(given.webhook(), failing()));
    known.became(given, new WebhookState(Optional.empty(), ReceiverHealth.UNKNOWN));

    assertThat(known.get()).isEqualTo(stored);
    assertThat(reads).isEqualTo(2);
  }

  private static ReceiverHealth failing() {
    return new ReceiverHealth(
        1,
        Optional.of(TestClock.START),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(TestClock.START));
  }
}
