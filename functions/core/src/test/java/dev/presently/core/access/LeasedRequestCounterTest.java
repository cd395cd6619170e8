package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.access.RequestCounter.Result.Counted;
import dev.presently.core.access.RequestCounter.Result.Full;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small limits are counted one by one, as the contract says; the tests here are of large ones. */
final class LeasedRequestCounterTest extends RequestCounterContract {
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final Instant START = TestClock.START;
  private static final RateLimit LARGE = new RateLimit(600);

  private final AtomicInteger calls = new AtomicInteger();
  private final InMemoryRequestCounter inMemory = new InMemoryRequestCounter();
  private final RequestCounter shared =
      (key, limit, requests, now) -> {
        calls.incrementAndGet();
        return inMemory.count(key, limit, requests, now);
      };

  @Override
  protected RequestCounter instance() {
    return new LeasedRequestCounter(shared);
  }

  @Test
  void afterTheFirstRequestOfAMinuteTenTakeOneCall() {
    RequestCounter counter = instance();
    for (int i = 1; i <= 101; i++) {
      assertThat(counter.count(KEY, LARGE, 1, START))
          .isEqualTo(new Counted(new RequestCounts(RequestCounts.minuteOf(START), i, 0)));
    }
    assertThat(calls.get()).isEqualTo(11);
  }

  @Test
  void oneInstanceMayUseItsWholeLimitAndNoMore() {
    RequestCounter counter = instance();
    for (int i = 0; i < 600; i++) {
      assertThat(counter.count(KEY, LARGE, 1, START)).isInstanceOf(Counted.class);
    }
    int before = calls.get();

    assertThat(counter.count(KEY, LARGE, 1, START)).isInstanceOf(Full.class);
    assertThat(counter.countWithoutCall(KEY, LARGE, 1, START)).isPresent();
    assertThat(calls.get()).isEqualTo(before);
  }

  @Test
  void whatWasLeasedExpiresWithItsMinute() {
    RequestCounter counter = instance();
    counter.count(KEY, LARGE, 1, START);
    counter.count(KEY, LARGE, 1, START);

    assertThat(counter.countWithoutCall(KEY, LARGE, 1, START.plusMillis(59_999))).isPresent();
    assertThat(counter.countWithoutCall(KEY, LARGE, 1, START.plusMillis(60_000))).isEmpty();
  }

  @Test
  void aLimitThatWasLoweredCountsForWhatIsLeasedToo() {
    RequestCounter counter = instance();
    for (int i = 0; i < 15; i++) {
      counter.count(KEY, LARGE, 1, START);
    }

    assertThat(counter.count(KEY, new RateLimit(5), 1, START)).isInstanceOf(Full.class);
  }

  @Test
  void ofManyAtOnceNeverMoreThanTheLimitIsLetThrough() {
    for (Instant minute : List.of(START, START.plusSeconds(180))) {
      assertThat(letThrough(1_000, minute)).isBetween(600 - 2 * 9, 600);
      // Half of them are still covered.
      assertThat(letThrough(1_000, minute.plusSeconds(90))).isBetween(300 - 2 * 9, 300);
    }
  }

  private int letThrough(int requests, Instant now) {
    List<RequestCounter> instances = List.of(instance(), instance(), instance());
    return (int)
        ConcurrentCallers.of(
                50,
                i ->
                    Stream.generate(() -> instances.get(i % 3).count(KEY, LARGE, 1, now))
                        .limit(requests / 50)
                        .toList())
            .stream()
            .flatMap(List::stream)
            .filter(Counted.class::isInstance)
            .count();
  }

  @Test
  void ofAnyTrafficNeverMoreThanTheFormulaSaysIsLetThrough() {
    var random = new Random(20261130);
    List<RequestCounter> instances = List.of(instance(), instance(), instance(), instance());
    var limit = new RateLimit(200);
    Map<Long, Integer> letThrough = new HashMap<>();
    Instant now = START;
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      now =
          now.plusMillis(random.nextInt(200) == 0 ? random.nextLong(90_000) : random.nextLong(300));
      int requests = random.nextInt(10) == 0 ? 1 + random.nextInt(20) : 1;
      long minute = RequestCounts.minuteOf(now);
      var counts =
          new RequestCounts(
              minute, letThrough.getOrDefault(minute, 0), letThrough.getOrDefault(minute - 1, 0));
      if (instances.get(random.nextInt(4)).count(KEY, limit, requests, now) instanceof Counted) {
        assertThat(limit.allows(requests, counts, now)).as("request %d at %s", i, now).isTrue();
        letThrough.merge(minute, requests, Integer::sum);
      } else {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
