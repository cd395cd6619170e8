package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link TendQueue}. */
public abstract class TendQueueContract {
  private static final SessionName SHOP = new SessionName("shop");

  private TendQueue queue;

  /** An empty queue. */
  protected abstract TendQueue create();

  /** The time by which the queue that was created last delivers. */
  protected abstract Instant now();

  /** Lets this time pass, and returns the requests that were delivered in it. */
  protected abstract List<TendRequest> pass(Duration time);

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void everyRequestArrivesAsItWasSent() {
    List<TendRequest> sent =
        List.of(
            TendRequest.due(SHOP),
            step(1, Optional.empty()),
            step(2, Optional.of("")),
            step(3, Optional.of("5511999990001@s.whatsapp.net")));

    sent.forEach(request -> queue.send(request, now()));

    assertThat(pass(Duration.ofSeconds(1))).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aRequestNeverArrivesBeforeItIsDue() {
    TendRequest request = step(1, Optional.empty());
    queue.send(request, now().plusMillis(2_300));

    assertThat(pass(Duration.ofMillis(1_500))).isEmpty();
    assertThat(pass(Duration.ofMillis(2_500))).containsExactly(request);
  }

  @Test
  void aRequestThatIsLateArrivesAtOnce() {
    TendRequest request = TendRequest.due(SHOP);
    queue.send(request, now().minusSeconds(60));

    assertThat(pass(Duration.ofSeconds(1))).containsExactly(request);
  }

  @Test
  void noneOfManyThatAreSentAtOnceIsLost() {
    List<TendRequest> sent =
        IntStream.range(0, 50).mapToObj(i -> step(i, Optional.of("c" + i))).toList();

    ConcurrentCallers.of(
        sent.size(),
        i -> {
          queue.send(sent.get(i), now());
          return i;
        });

    assertThat(pass(Duration.ofSeconds(2))).containsAll(sent);
  }

  private static TendRequest step(long number, Optional<String> position) {
    return new TendRequest(
        SHOP, Optional.of(new TendRequest.Step(TestClock.START, number, position)));
  }
}
