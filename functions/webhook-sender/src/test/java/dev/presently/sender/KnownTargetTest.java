package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.Target;
import dev.presently.testkit.Examples;
import dev.presently.testkit.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownTargetTest {
  private final TestClock clock = new TestClock();
  private Target stored = new Target(Optional.of(Examples.webhook(1)), Health.UNKNOWN);
  private int reads;
  private final KnownTarget known =
      new KnownTarget(
          () -> {
            reads++;
            return stored;
          },
          clock);

  @Test
  void itIsReadOnceForManyAndAnewWhenItIsOld() {
    known.get();
    clock.advance(KnownTarget.OLDEST);
    known.get();
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    known.get();

    assertThat(reads).isEqualTo(2);
  }

  /** The webhook in it is no younger for that. */
  @Test
  void whatAnAttemptMadeOfItMakesItNoYounger() {
    Target given = known.get();
    clock.advance(KnownTarget.OLDEST);
    Target slow = new Target(given.webhook(), failing());
    known.became(given, slow);
    assertThat(known.get()).isEqualTo(slow);
    stored = new Target(Optional.empty(), failing());

    clock.advance(Duration.ofMillis(1));

    assertThat(known.get()).isEqualTo(stored);
  }

  @Test
  void whereTwoHaveFoundSomethingItIsReadAnew() {
    Target given = known.get();

    known.became(given, new Target(given.webhook(), failing()));
    known.became(given, new Target(Optional.empty(), Health.UNKNOWN));

    assertThat(known.get()).isEqualTo(stored);
    assertThat(reads).isEqualTo(2);
  }

  private static Health failing() {
    return new Health(
        1,
        Optional.of(TestClock.START),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(TestClock.START));
  }
}
