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
  private final CachedWebhookState cached =
      new CachedWebhookState(
          () -> {
            reads++;
            return stored;
          },
          clock);

  @Test
  void itIsReadOnceAndAgainWhenItIsOld() {
    cached.get();
    clock.advance(CachedWebhookState.MAX_AGE);
    cached.get();
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    cached.get();

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void replacingTheStateDoesNotExtendItsAge() {
    WebhookState given = cached.get();
    clock.advance(CachedWebhookState.MAX_AGE);
    WebhookState failed = new WebhookState(given.webhook(), failing());
    cached.replace(given, failed);
    assertThat(cached.get()).isEqualTo(failed);
    stored = new WebhookState(Optional.empty(), failing());

    clock.advance(Duration.ofMillis(1));

    assertThat(cached.get()).isEqualTo(stored);
  }

  @Test
  void afterTwoReplacementsItIsReadAgain() {
    WebhookState given = cached.get();

    cached.replace(given, new WebhookState(given.webhook(), failing()));
    cached.replace(given, new WebhookState(Optional.empty(), ReceiverHealth.UNKNOWN));

    assertThat(cached.get()).isEqualTo(stored);
    assertThat(reads).isEqualTo(2);
  }

  private static ReceiverHealth failing() {
    return new ReceiverHealth(
        1,
        Optional.of(TestClock.START),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TestClock.START));
  }
}
