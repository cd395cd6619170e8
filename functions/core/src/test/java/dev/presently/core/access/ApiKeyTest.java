package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final KeyHash HASH = KeyTexts.text(0).hash();

  private static ApiKey key(Optional<Duration> lifetime) {
    return ApiKey.create(HASH, "CRM", Grant.everything(), 600, NOW, lifetime);
  }

  @Test
  void aKeyWithoutALifetimeIsGoodForEver() {
    assertThat(key(Optional.empty()).isValid(NOW.plus(Duration.ofDays(36_500)))).isTrue();
  }

  @Test
  void aKeyIsGoodUntilTheMomentAtWhichItExpires() {
    ApiKey key = key(Optional.of(Duration.ofDays(90)));

    assertThat(key.expiresAt()).contains(NOW.plus(Duration.ofDays(90)));
    assertThat(key.isValid(NOW.plus(Duration.ofDays(90)).minusMillis(1))).isTrue();
    assertThat(key.isValid(NOW.plus(Duration.ofDays(90)))).isFalse();
  }

  @Test
  void aKeyThatIsOffIsNotGood() {
    assertThat(key(Optional.empty()).changed("CRM", false, 600).isValid(NOW)).isFalse();
  }

  @Test
  void aUseIsNewsAfterAnHour() {
    ApiKey unused = key(Optional.empty());
    ApiKey used = unused.usedAt(NOW);

    assertThat(unused.isLastUseOutdated(NOW)).isTrue();
    assertThat(used.isLastUseOutdated(NOW.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(used.isLastUseOutdated(NOW.plus(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void aChangeKeepsWhatAKeyMayDo() {
    ApiKey stored = key(Optional.empty()).stored();

    ApiKey changed = stored.changed("another", true, 7);

    assertThat(changed)
        .isEqualTo(
            new ApiKey(
                HASH,
                "another",
                Grant.everything(),
                true,
                7,
                NOW,
                Optional.empty(),
                Optional.empty(),
                1));
    assertThat(changed.id()).isEqualTo(HASH.id());
  }
}
