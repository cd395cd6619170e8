package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateTest {
  private static final String MASTER = "the master key of the tests".replace(' ', '-');
  private static final KeyText TEXT = KeyTexts.text(0);
  private static final Authenticate.Result UNKNOWN = new Authenticate.Result.Unknown();

  private final TestClock clock = new TestClock();
  private final InMemoryKeyStore keys = new InMemoryKeyStore();
  private final InMemoryChecksumKeyStore checksumKeys = new InMemoryChecksumKeyStore();
  private final Authenticate authenticate = with(keys, () -> Optional.of(new MasterKey(MASTER)));

  @BeforeEach
  void begin() {
    checksumKeys.createIfAbsent(KeyTexts.CHECKSUM_KEY);
  }

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
    assertThat(with(keys, Optional::empty).authenticate("Bearer " + MASTER)).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Basic prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF1bJk-Fh",
        "prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF1bJk-Fh",
        "Bearer prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF1bJk-Fh x",
        "Bearer prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Bearer prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABF1bJk-Fh",
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
        with(
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
            Optional::empty);

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

  /** 3,000 made-up keys a second took the reads of everybody's keys. */
  @Test
  void aMadeUpKeyCostsNoRead() {
    List<KeyId> read = new ArrayList<>();
    Authenticate counting = with(reading(read), Optional::empty);

    for (int i = 0; i < 5_000; i++) {
      String madeUp = "Bearer prs_%051d".formatted(i);
      assertThat(counting.authenticate(madeUp)).isEqualTo(UNKNOWN);
    }

    assertThat(read).isEmpty();
  }

  @Test
  void theChecksumKeyIsReadOnceInAMinute() {
    var reads = new AtomicInteger();
    var counting =
        new Authenticate(
            keys,
            new ChecksumKeyStore() {
              @Override
              public Optional<ChecksumKey> find() {
                // The second read is the first after the first key was made.
                return reads.incrementAndGet() == 1
                    ? Optional.empty()
                    : Optional.of(KeyTexts.CHECKSUM_KEY);
              }

              @Override
              public ChecksumKey createIfAbsent(ChecksumKey candidate) {
                throw new AssertionError("writes");
              }
            },
            Optional::empty,
            clock);
    hasKey(Optional.empty());

    assertThat(counting.authenticate("Bearer " + TEXT.value())).isEqualTo(UNKNOWN);
    for (int i = 0; i < 3; i++) {
      assertThat(counting.authenticate("Bearer " + TEXT.value()))
          .isInstanceOf(Authenticate.Result.Holder.class);
    }

    assertThat(reads).hasValue(2);
    clock.advance(Duration.ofMinutes(1));
    counting.authenticate("Bearer " + TEXT.value());
    assertThat(reads).hasValue(3);
  }

  @Test
  void aRefusedKeyIsReadOnceInThirtySeconds() {
    List<KeyId> read = new ArrayList<>();
    Authenticate counting = with(reading(read), Optional::empty);
    for (int i = 0; i < 100; i++) {
      counting.authenticate("Bearer " + TEXT.value());
    }
    assertThat(read).hasSize(1);

    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    counting.authenticate("Bearer " + TEXT.value());
    assertThat(read).hasSize(1);
    hasKey(Optional.empty());

    clock.advance(Duration.ofMillis(1));

    assertThat(counting.authenticate("Bearer " + TEXT.value()))
        .isInstanceOf(Authenticate.Result.Holder.class);
  }

  @Test
  void anAcceptedKeyIsReadOnceInFiveSeconds() {
    hasKey(Optional.of(Duration.ofSeconds(9)));
    List<KeyId> read = new ArrayList<>();
    Authenticate counting = with(reading(read), Optional::empty);
    String authorization = "Bearer " + TEXT.value();
    for (int i = 0; i < 100; i++) {
      assertThat(counting.authenticate(authorization)).isNotEqualTo(UNKNOWN);
    }
    assertThat(read).hasSize(1);

    clock.advance(Duration.ofSeconds(5));
    assertThat(counting.authenticate(authorization)).isNotEqualTo(UNKNOWN);
    assertThat(read).hasSize(2);

    clock.advance(Duration.ofSeconds(4));
    assertThat(counting.authenticate(authorization)).isEqualTo(UNKNOWN);
    assertThat(read).hasSize(2);
  }

  @Test
  void aDeletedKeyIsRefusedAfterFiveSeconds() {
    hasKey(Optional.empty());
    String authorization = "Bearer " + TEXT.value();
    Authenticate remembering = with(keys, Optional::empty);
    remembering.authenticate(authorization);
    keys.remove(TEXT.hash().id());

    clock.advance(Duration.ofSeconds(5));

    assertThat(remembering.authenticate(authorization)).isEqualTo(UNKNOWN);
  }

  @Test
  void ofManyRefusedKeysTheOldestAreForgotten() {
    List<KeyId> read = new ArrayList<>();
    Authenticate counting = with(reading(read), Optional::empty);
    for (int i = 0; i <= 1_000; i++) {
      counting.authenticate("Bearer " + text(i).value());
    }
    read.clear();

    counting.authenticate("Bearer " + text(1_000).value());
    assertThat(read).isEmpty();
    counting.authenticate("Bearer " + text(0).value());
    assertThat(read).containsExactly(text(0).hash().id());
  }

  private static KeyText text(int number) {
    return KeyText.of(
        ByteBuffer.allocate(KeyText.BYTES).putInt(number).array(), KeyTexts.CHECKSUM_KEY);
  }

  private Authenticate with(KeyStore store, MasterKeyStore master) {
    return new Authenticate(store, checksumKeys, master, clock);
  }

  /** The stored keys; notes those that are read. */
  private KeyStore reading(List<KeyId> read) {
    return new KeyStore() {
      @Override
      public Optional<ApiKey> find(KeyId id) {
        read.add(id);
        return keys.find(id);
      }

      @Override
      public Page<ApiKey> list(Optional<String> after, int limit) {
        throw new AssertionError("lists");
      }

      @Override
      public boolean save(ApiKey key) {
        return keys.save(key);
      }

      @Override
      public boolean remove(KeyId id) {
        throw new AssertionError("removes");
      }
    };
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
        with(
            watched,
            () -> {
              throw new AssertionError("asks for the master key");
            });
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
