package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TimerQueue} keeps to. */
public abstract class TimerQueueContract {
  private TimerQueue queue;

  /** A queue without timers. */
  protected abstract TimerQueue create();

  /** The time by which the queue that was created last lets timers go off. */
  protected abstract Instant now();

  /** Lets this time pass, and returns the timers that went off in it. */
  protected abstract List<TimerQueue.Timer> pass(Duration time);

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void withoutATimerNothingGoesOff() {
    assertThat(pass(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void aTimerGoesOffAsItWasArmedAndNeverBefore() {
    TimerQueue.Timer timer = timer("5511999990001", now().plusMillis(2_300));
    queue.arm(List.of(timer));

    assertThat(pass(Duration.ofMillis(1_500))).isEmpty();
    assertThat(pass(Duration.ofMillis(2_500))).contains(timer);
    assertThat(now()).isAfterOrEqualTo(timer.due());
  }

  @Test
  void aTimerOfAParticipantNamesItsGroup() {
    TimerQueue.Timer timer =
        new TimerQueue.Timer(
            Examples.participant("shop", "120363025246125016@g.us", "4711@lid"),
            now().minusSeconds(25),
            now());
    queue.arm(List.of(timer));

    assertThat(pass(Duration.ofSeconds(2))).contains(timer);
  }

  @Test
  void aTimerThatIsLateGoesOffAtOnce() {
    TimerQueue.Timer timer = timer("5511999990001", now().minusSeconds(60));
    queue.arm(List.of(timer));

    assertThat(pass(Duration.ofSeconds(1))).contains(timer);
  }

  @Test
  void noneOfManyThatAreArmedAtOnceIsLost() {
    Instant due = now().plusMillis(500);
    List<TimerQueue.Timer> timers =
        IntStream.range(0, 50).mapToObj(i -> timer(Integer.toString(551190000 + i), due)).toList();

    ConcurrentCallers.of(
        timers.size(),
        i -> {
          queue.arm(List.of(timers.get(i)));
          return i;
        });

    assertThat(pass(Duration.ofSeconds(4))).containsAll(timers);
  }

  @Test
  void allOfAListAreArmed() {
    List<TimerQueue.Timer> timers =
        IntStream.range(0, 23)
            .mapToObj(i -> timer(Integer.toString(551190000 + i), now()))
            .toList();

    queue.arm(timers);

    assertThat(pass(Duration.ofSeconds(1))).containsExactlyInAnyOrderElementsOf(timers);
  }

  private static TimerQueue.Timer timer(String phone, Instant due) {
    return new TimerQueue.Timer(Examples.key("shop", phone), due.minusSeconds(25), due);
  }
}
