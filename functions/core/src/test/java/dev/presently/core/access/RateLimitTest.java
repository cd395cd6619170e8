package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
  /** The beginning of a minute. */
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static final long MINUTE = RequestCounts.minuteOf(START);

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "10,  0,     0, 10",
    "10, 10,     0,  0",
    "10, 10,  5999,  0",
    "10, 10,  6000,  1",
    "10, 10, 30000,  5",
    "10, 10, 59999,  9",
    "10,  3,     1,  7",
    "10,  3, 20000,  8",
    "10, 90, 50000,  0",
    " 1,  1, 59999,  0",
  })
  void theMinuteBeforeTakesItsPartOfTheRoomRoundedUp(
      int perMinute, int before, long millis, int room) {
    assertThat(new RateLimit(perMinute).room(new RequestCounts(MINUTE, 0, before), at(millis)))
        .isEqualTo(room);
  }

  @ParameterizedTest
  @CsvSource({
    "10,  0, 10,     0,  6",
    "10,  0, 10,  5001,  1",
    "10,  5, 10,     0, 36",
    "10,  9, 10, 10000, 50",
    "10, 10,  0, 59000,  7",
    "10, 10,  5, 30000, 36",
    "10, 40,  0,     0, 107",
    " 1,  1,  0,     0, 120",
    " 1,  0,  1, 30000, 30",
  })
  void whoIsRefusedIsToldTheFirstSecondThatHasRoom(
      int perMinute, int requests, int before, long millis, int seconds) {
    assertThat(
            new RateLimit(perMinute)
                .secondsUntil(1, new RequestCounts(MINUTE, requests, before), at(millis)))
        .isEqualTo(seconds);
  }

  @Test
  void atThatSecondThereIsRoomAndASecondEarlierThereWasNone() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      var limit = new RateLimit(1 + random.nextInt(50));
      int more = 1 + random.nextInt(limit.perMinute());
      var usage = new RequestCounts(MINUTE, random.nextInt(80), random.nextInt(80));
      Instant now = at(random.nextLong(60_000));
      if (limit.allows(more, usage, now)) {
        continue;
      }
      Instant then = now.plusSeconds(limit.secondsUntil(more, usage, now));
      Instant earlier = then.minusSeconds(1);

      assertThat(limit.allows(more, usage.at(then), then))
          .as("%s %s %s %s", limit, more, usage, now)
          .isTrue();
      assertThat(limit.allows(more, usage.at(earlier), earlier)).isFalse();
    }
  }

  @Test
  void noSixtySecondsOfEvenTrafficHoldMoreThanTheLimit() {
    var limit = new RateLimit(60);
    var usage = RequestCounts.NONE;
    int counted = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 5; i++) {
        usage = usage.at(at(second * 1_000L));
        if (limit.allows(1, usage, at(second * 1_000L))) {
          usage = usage.plus(1);
          counted++;
        }
      }
    }

    assertThat(counted).isBetween(500, 600);
  }

  @Test
  void whatIsLeftIsTheRoomWithoutWhatItHolds() {
    var limit = new RateLimit(10);

    assertThat(limit.remaining(new RequestCounts(MINUTE, 3, 4), at(30_000))).isEqualTo(5);
    assertThat(limit.remaining(new RequestCounts(MINUTE, 30, 0), at(0))).isZero();
  }

  @Test
  void aClockThatIsBehindSeesTheBeginningOfTheMinute() {
    var usage = new RequestCounts(MINUTE, 2, 10);

    assertThat(usage.at(at(-5_000))).isEqualTo(usage);
    assertThat(new RateLimit(12).room(usage, at(-5_000))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 4", "59999, 5, 4", "60000, 0, 5", "119999, 0, 5", "120000, 0, 0"})
  void aMinuteBecomesTheMinuteBeforeAndThenNothing(long millis, int requests, int before) {
    assertThat(new RequestCounts(MINUTE, 5, 4).at(at(millis)))
        .isEqualTo(new RequestCounts(RequestCounts.minuteOf(at(millis)), requests, before));
  }

  @Test
  void aRateBeginsWithOne() {
    assertThatThrownBy(() -> new RateLimit(0)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @CsvSource({
    "key_0123",
    "0123456789abcdef0123456789abcdef",
    "key_0123456789ABCDEF0123456789abcdef"
  })
  void aKeyIdHasItsForm(String text) {
    assertThatThrownBy(() -> KeyId.parse(text)).isInstanceOf(InvalidValue.class);
    assertThat(KeyId.parse("key_0123456789abcdef0123456789abcdef"))
        .hasToString("key_0123456789abcdef0123456789abcdef");
  }
}
