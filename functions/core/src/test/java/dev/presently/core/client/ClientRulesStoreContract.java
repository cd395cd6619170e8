package dev.presently.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ClientRulesStore} keeps to. */
public abstract class ClientRulesStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final SessionName DESK = new SessionName("desk");

  private static final ClientRules RULES =
      new ClientRules(
          SHOP,
          Set.of(ClientAction.values()),
          Set.of(new WebOrigin("https://a.example.com"), new WebOrigin("http://localhost:3000")),
          60,
          5_000,
          true,
          new Secret("the-key-of-the-shop"));

  private static final ClientRules NOTHING =
      new ClientRules(SHOP, Set.of(), Set.of(), 0, 0, false, new Secret("the-key-of-the-shop"));

  private ClientRulesStore store;

  /** An empty store, of the sessions of {@link #sessions}. */
  protected abstract ClientRulesStore create();

  protected abstract SessionStore sessions();

  @BeforeEach
  void begin() {
    store = create();
    sessions().save(Optional.empty(), Examples.loopback("shop", "+5511900000000"));
  }

  @Test
  void theLastRulesOfASessionComeBack() {
    assertThat(store.find(SHOP)).isEmpty();

    assertThat(store.add(RULES)).isTrue();
    assertThat(store.find(SHOP)).contains(RULES);

    assertThat(store.replace(NOTHING, NOTHING.tokenKey())).isTrue();
    assertThat(store.find(SHOP)).contains(NOTHING);
    assertThat(store.find(DESK)).isEmpty();
  }

  @Test
  void aSessionThatIsGoneGetsNoRules() {
    sessions().remove(sessions().find(SHOP).orElseThrow());

    assertThat(store.add(RULES)).isFalse();

    assertThat(store.find(SHOP)).isEmpty();
  }

  @Test
  void theTokenKeyIsReplacedOnce() {
    ClientRules rotated =
        new ClientRules(SHOP, Set.of(), Set.of(), 0, 0, false, new Secret("another-key"));
    store.add(RULES);

    assertThat(store.replace(rotated, RULES.tokenKey())).isTrue();
    assertThat(store.replace(NOTHING, RULES.tokenKey())).isFalse();

    assertThat(store.find(SHOP)).contains(rotated);
  }

  @Test
  void removedRulesAreGoneAndMayBeRemovedAgain() {
    store.add(RULES);

    store.remove(SHOP);
    store.remove(SHOP);

    assertThat(store.find(SHOP)).isEmpty();
  }

  @Test
  void rulesOfAnotherKeyStay() {
    ClientRules otherKey =
        new ClientRules(SHOP, Set.of(), Set.of(), 0, 0, false, new Secret("another-key"));
    store.add(RULES);

    assertThat(store.add(otherKey)).isFalse();
    assertThat(store.replace(otherKey, otherKey.tokenKey())).isFalse();

    assertThat(store.find(SHOP)).contains(RULES);
  }

  @Test
  void removedRulesAreNotReplaced() {
    store.add(RULES);
    store.remove(SHOP);

    assertThat(store.replace(NOTHING, NOTHING.tokenKey())).isFalse();

    assertThat(store.find(SHOP)).isEmpty();
  }
}
