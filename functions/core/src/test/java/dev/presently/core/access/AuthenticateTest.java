package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateTest {
  private static final String MASTER = "the master key of the tests".replace(' ', '-');
  private static final KeyText TEXT = KeyText.of(new byte[KeyText.BYTES]);
  private static final Authenticate.Result UNKNOWN = new Authenticate.Result.Unknown();

  private final TestClock clock = new TestClock();
  private final InMemoryKeyStore keys = new InMemoryKeyStore();
  private final Authenticate authenticate =
      new Authenticate(keys, () -> Optional.of(new MasterKey(MASTER)), clock);

  @Test
  void aKeyIsKnownByItsText() {
    hasKey(Optional.empty());

    assertThat(holder("Bearer " + TEXT.value()).label()).isEqualTo("CRM");
    assertThat(holder("bearer   " + TEXT.value()).label()).isEqualTo("CRM");
  }

  @Test
  void theMasterKeyIsTheMasters() {
    assertThat(authenticate.authenticate("Bearer " + MASTER))
        .isEqualTo(new Authenticate.Result.Master());
  }

  @Test
  void whereThereIsNoMasterKeyNobodyIsMaster() {
    assertThat(new Authenticate(keys, Optional::empty, clock).authenticate("Bearer " + MASTER))
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Basic prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Bearer prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA x",
        "Bearer prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "Bearer the-master-key-of-the-test",
        "Bearer the-master-key-of-the-testsx",
      })
  void whatIsNoKeyIsNobodys(String authorization) {
    hasKey(Optional.empty());

    assertThat(authenticate.authenticate(authorization)).isEqualTo(UNKNOWN);
  }

  @Test
  void anExpiredKeyIsNobodysFromThatMomentOn() {
    hasKey(Optional.of(Duration.ofDays(1)));
    clock.advance(Duration.ofDays(1).minusMillis(1));
    assertThat(holder("Bearer " + TEXT.value()).label()).isEqualTo("CRM");

    clock.advance(Duration.ofMillis(1));

    assertThat(authenticate.authenticate("Bearer " + TEXT.value())).isEqualTo(UNKNOWN);
  }

  @Test
  void aKeyThatIsOffIsNobodys() {
    ApiKey key = hasKey(Optional.empty());
    keys.save(key.changed("CRM", false, 600));

    assertThat(authenticate.authenticate("Bearer " + TEXT.value())).isEqualTo(UNKNOWN);
  }

  /** An id is half of a hash, so two keys might share it. */
  @Test
  void aKeyThatSharesAnotherOnesIdIsNobodys() {
    String hex = TEXT.hash().hex();
    keys.save(
        ApiKey.create(
            new KeyHash(hex.substring(0, 32) + "0".repeat(32)),
            "another",
            Grant.everything(),
            600,
            clock.instant(),
            Optional.empty()));

    assertThat(authenticate.authenticate("Bearer " + TEXT.value())).isEqualTo(UNKNOWN);
  }

  @Test
  void aUseIsNotedOnceInAnHour() {
    hasKey(Optional.empty());
    holder("Bearer " + TEXT.value());
    ApiKey first = keys.find(TEXT.hash().id()).orElseThrow();
    assertThat(first.lastUsedAt()).contains(TestClock.START);

    clock.advance(Duration.ofMinutes(59));
    holder("Bearer " + TEXT.value());
    assertThat(keys.find(TEXT.hash().id())).contains(first);

    clock.advance(Duration.ofMinutes(1));
    holder("Bearer " + TEXT.value());
    assertThat(keys.find(TEXT.hash().id()).orElseThrow().lastUsedAt()).contains(clock.instant());
  }

  @Test
  void aKeyIsGoodAlsoWhereItsUseCannotBeNoted() {
    ApiKey key = hasKey(Optional.empty());
    var blocked =
        new Authenticate(
            new KeyStore() {
              @Override
              public Optional<ApiKey> find(KeyId id) {
                return keys.find(id);
              }

              @Override
              public Page<ApiKey> list(Optional<String> after, int limit) {
                return keys.list(after, limit);
              }

              @Override
              public boolean save(ApiKey changed) {
                throw new DependencyFailed("no room");
              }

              @Override
              public boolean remove(KeyId id) {
                return keys.remove(id);
              }
            },
            Optional::empty,
            clock);

    assertThat(blocked.authenticate("Bearer " + TEXT.value()))
        .isEqualTo(new Authenticate.Result.Holder(key));
  }

  /** So that response times do not reveal the reason. */
  @Test
  void unknownExpiredAndDisabledKeysTakeTheSameSteps() {
    List<String> unknown = stepsOf(Optional.empty());
    ApiKey off =
        ApiKey.create(
                TEXT.hash(), "CRM", Grant.everything(), 600, clock.instant(), Optional.empty())
            .changed("CRM", false, 600);
    ApiKey expired =
        ApiKey.create(
            TEXT.hash(),
            "CRM",
            Grant.everything(),
            600,
            clock.instant(),
            Optional.of(Duration.ZERO));

    assertThat(unknown).containsExactly("find");
    assertThat(stepsOf(Optional.of(off))).isEqualTo(unknown);
    assertThat(stepsOf(Optional.of(expired))).isEqualTo(unknown);
  }

  private List<String> stepsOf(Optional<ApiKey> stored) {
    List<String> steps = new ArrayList<>();
    KeyStore watched =
        new KeyStore() {
          @Override
          public Optional<ApiKey> find(KeyId id) {
            steps.add("find");
            return stored;
          }

          @Override
          public Page<ApiKey> list(Optional<String> after, int limit) {
            throw new AssertionError("lists");
          }

          @Override
          public boolean save(ApiKey key) {
            steps.add("save");
            return true;
          }

          @Override
          public boolean remove(KeyId id) {
            throw new AssertionError("removes");
          }
        };
    var watching =
        new Authenticate(
            watched,
            () -> {
              throw new AssertionError("asks for the master key");
            },
            clock);
    assertThat(watching.authenticate("Bearer " + TEXT.value())).isEqualTo(UNKNOWN);
    return steps;
  }

  private ApiKey hasKey(Optional<Duration> lifetime) {
    ApiKey key =
        ApiKey.create(TEXT.hash(), "CRM", Grant.everything(), 600, clock.instant(), lifetime);
    keys.save(key);
    return key.stored();
  }

  private ApiKey holder(String authorization) {
    return authenticate.authenticate(authorization)
            instanceof Authenticate.Result.Holder(ApiKey key)
        ? key
        : throwing();
  }

  private static ApiKey throwing() {
    throw new AssertionError("nobody");
  }
}
