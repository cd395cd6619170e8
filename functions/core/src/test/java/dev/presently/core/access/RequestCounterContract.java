package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.access.RequestCounter.Result.Counted;
import dev.presently.core.access.RequestCounter.Result.Full;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link RequestCounter}. */
public abstract class RequestCounterContract {
  private static final int CROWD = 50;
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final KeyId OTHER = new KeyId("key_00000000000000000000000000000008");

  /** The beginning of a minute. */
  private static final Instant START = TestClock.START;

  private static final long MINUTE = RequestCounts.minuteOf(START);
  private static final RateLimit TEN = new RateLimit(10);

  private RequestCounter store;

  /** One of several that count the same keys; empty at first. */
  protected abstract RequestCounter instance();

  @BeforeEach
  void begin() {
    store = instance();
  }

  @Test
  void requestsAreCountedUpToTheLimitAndNotBeyond() {
    for (int i = 1; i <= 10; i++) {
      assertThat(store.count(KEY, TEN, 1, START))
          .isEqualTo(new Counted(new RequestCounts(MINUTE, i, 0)));
    }

    var full = new Full(new RequestCounts(MINUTE, 10, 0));
    assertThat(store.count(KEY, TEN, 1, START)).isEqualTo(full);
    assertThat(store.count(KEY, TEN, 1, START.plusSeconds(59))).isEqualTo(full);
    assertThat(instance().count(KEY, TEN, 1, START.plusSeconds(59))).isEqualTo(full);
  }

  @Test
  void manyAreCountedTogetherOrNotAtAll() {
    assertThat(store.count(KEY, TEN, 7, START))
        .isEqualTo(new Counted(new RequestCounts(MINUTE, 7, 0)));
    assertThat(instance().count(KEY, TEN, 4, START))
        .isEqualTo(new Full(new RequestCounts(MINUTE, 7, 0)));
    assertThat(store.count(KEY, TEN, 4, START))
        .isEqualTo(new Full(new RequestCounts(MINUTE, 7, 0)));
    assertThat(instance().count(KEY, TEN, 3, START))
        .isEqualTo(new Counted(new RequestCounts(MINUTE, 10, 0)));
    assertThat(store.count(KEY, TEN, 5, START.plusSeconds(90)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 5, 10)));
  }

  @Test
  void theMinuteBeforeCountsByThePartThatIsStillCovered() {
    count(10, START);

    assertThat(store.count(KEY, TEN, 1, START.plusMillis(65_999)))
        .isEqualTo(new Full(new RequestCounts(MINUTE + 1, 0, 10)));
    assertThat(store.count(KEY, TEN, 1, START.plusMillis(66_000)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 1, 10)));
    assertThat(count(10, START.plusSeconds(90))).isEqualTo(4);
    assertThat(instance().count(KEY, TEN, 1, START.plusSeconds(119)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 6, 10)));
  }

  @Test
  void afterAMinuteOfSilenceNothingCounts() {
    count(10, START);

    assertThat(store.count(KEY, TEN, 1, START.plusSeconds(120)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 2, 1, 0)));
  }

  @Test
  void anotherLimitCountsAtOnce() {
    count(10, START);

    assertThat(store.count(KEY, new RateLimit(11), 1, START)).isInstanceOf(Counted.class);
    assertThat(store.count(KEY, new RateLimit(5), 1, START)).isInstanceOf(Full.class);
  }

  @Test
  void eachKeyHasItsOwn() {
    count(10, START);

    assertThat(store.count(OTHER, TEN, 1, START))
        .isEqualTo(new Counted(new RequestCounts(MINUTE, 1, 0)));
  }

  @Test
  void whatAnotherInstanceCountedCounts() {
    RequestCounter other = instance();
    for (int i = 1; i <= 5; i++) {
      store.count(KEY, TEN, 1, START);
      assertThat(other.count(KEY, TEN, 1, START))
          .isEqualTo(new Counted(new RequestCounts(MINUTE, 2 * i, 0)));
    }

    other.count(KEY, TEN, 1, START.plusSeconds(70));
    assertThat(store.count(KEY, TEN, 1, START.plusSeconds(80)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 2, 10)));
  }

  @Test
  void aClockThatIsBehindDoesNotTurnTheMinuteBack() {
    count(8, START.plusSeconds(60));

    assertThat(instance().count(KEY, TEN, 1, START.plusSeconds(59)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 9, 0)));
    assertThat(store.count(KEY, TEN, 1, START.plusSeconds(61)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 1, 10, 0)));
  }

  @Test
  void ofManyAtOnceExactlyTheLimitIsCounted() {
    for (Instant minute : List.of(START, START.plusSeconds(180))) {
      assertThat(counted(new RateLimit(30), minute)).isEqualTo(30);
      // Half of the thirty are still covered.
      assertThat(counted(new RateLimit(30), minute.plusSeconds(90))).isEqualTo(15);
    }
  }

  @Test
  void aMinuteThatBeginsForManyAtOnceKeepsWhatWasBefore() {
    var wide = new RateLimit(199);
    for (int i = 0; i < 4; i++) {
      Instant minute = START.plusSeconds(60L * i);
      assertThat(counted(wide, minute)).isEqualTo(CROWD);
      assertThat(store.count(OTHER, wide, 1, minute)).isInstanceOf(Counted.class);
    }

    assertThat(store.count(KEY, wide, 1, START.plusSeconds(240)))
        .isEqualTo(new Counted(new RequestCounts(MINUTE + 4, 1, CROWD)));
  }

  @Test
  void anyTrafficIsCountedAsTheFormulaSays() {
    var random = new Random(20260302);
    List<RequestCounter> instances = List.of(store, instance(), instance());
    var limit = new RateLimit(7);
    RequestCounts expected = RequestCounts.NONE;
    Instant now = START;
    for (int i = 0; i < 400; i++) {
      now = now.plusMillis(random.nextLong(random.nextInt(20) == 0 ? 150_000 : 9_000));
      RequestCounts usage = expected.at(now);
      int requests = 1 + random.nextInt(3);
      boolean fits = limit.allows(requests, usage, now);
      expected = fits ? usage.plus(requests) : usage;

      RequestCounter.Result result =
          instances.get(random.nextInt(3)).count(KEY, limit, requests, now);
      if (fits) {
        assertThat(result).isEqualTo(new Counted(expected));
      } else {
        assertThat(result).isInstanceOf(Full.class);
      }
    }
  }

  /** How many of that many requests were counted. */
  private int count(int requests, Instant now) {
    return (int)
        IntStream.range(0, requests)
            .filter(_ -> store.count(KEY, TEN, 1, now) instanceof Counted)
            .count();
  }

  /** How many of a crowd's requests were counted, each number of them once. */
  private int counted(RateLimit limit, Instant now) {
    List<RequestCounter> instances = List.of(store, instance(), instance());
    var numbers = new ArrayList<Integer>();
    for (RequestCounter.Result result :
        ConcurrentCallers.of(CROWD, i -> instances.get(i % 3).count(KEY, limit, 1, now))) {
      if (result instanceof Counted(var usage)) {
        numbers.add(usage.requests());
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    return numbers.size();
  }
}
