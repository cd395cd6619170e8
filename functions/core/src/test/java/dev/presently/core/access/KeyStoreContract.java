package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link KeyStore}. */
public abstract class KeyStoreContract {
  private static final int CROWD = 50;
  private static final Instant NOW = TestClock.START;

  private KeyStore store;

  /** An empty store. */
  protected abstract KeyStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(plain(1).id())).isEmpty();
    assertThat(store.remove(plain(1).id())).isFalse();
    assertThat(store.list(Optional.empty(), 10)).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void aKeyComesBackAsItWasSaved() {
    ApiKey rich =
        ApiKey.create(
            KeyTexts.text(2).hash(),
            "CRM",
            new Grant(
                Set.of(Scope.PRESENCE_READ, Scope.WEBHOOKS_MANAGE),
                Optional.of(Set.of(new SessionName("sales"), new SessionName("shop")))),
            7,
            NOW,
            Optional.of(Duration.ofDays(90)));
    for (ApiKey key : List.of(plain(1), rich)) {
      assertThat(store.save(key)).isTrue();

      assertThat(store.find(key.id())).contains(key.stored());
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    ApiKey key = plain(1);
    assertThat(store.save(key)).isTrue();
    assertThat(store.save(key)).isFalse();

    ApiKey off = key.stored().changed("off", false, 1);
    assertThat(store.save(off)).isTrue();
    assertThat(store.find(key.id())).contains(off.stored());
  }

  @Test
  void aRemovedKeyIsGone() {
    store.save(plain(1));

    assertThat(store.remove(plain(1).id())).isTrue();
    assertThat(store.find(plain(1).id())).isEmpty();
  }

  @Test
  void pagesHoldEveryKeyOnceById() {
    List<String> saved = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      store.save(plain(i));
      saved.add(plain(i).id().value());
    }

    List<String> listed = new ArrayList<>();
    Page.each(after -> store.list(after, 3)).forEach(key -> listed.add(key.id().value()));

    assertThat(listed).isEqualTo(saved.stream().sorted().toList());
  }

  @Test
  void ofManyChangesAtOnceOneWins() {
    store.save(plain(1));
    ApiKey read = store.find(plain(1).id()).orElseThrow();

    List<Boolean> saved =
        ConcurrentCallers.of(CROWD, i -> store.save(read.changed("by " + i, true, 1 + i)));

    assertThat(saved).containsOnlyOnce(true);
  }

  private static ApiKey plain(int number) {
    return ApiKey.create(
        KeyTexts.text(number).hash(),
        "key " + number,
        Grant.everything(),
        600,
        NOW,
        Optional.empty());
  }
}
