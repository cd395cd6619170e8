package dev.presently.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.KeyId;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectionStore} keeps to. */
public abstract class ConnectionStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Instant END = TestClock.START.plusSeconds(900);

  private static final Viewer BY_TOKEN =
      new Viewer.OfToken(
          new ClientToken(
              new ClientId(SHOP, new EphemeralId("u1")), Optional.of(Set.of(jid(1), jid(2))), END),
          "0123456789abcdef",
          Optional.of("https://app.example.com"));

  private static final Viewer BY_KEY = new Viewer.OfKey(new KeyId("key_" + "1".repeat(32)));

  private ConnectionStore store;

  /** An empty store. */
  protected abstract ConnectionStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void aConnectionComesBackAsItWasSavedLast() {
    for (Viewer viewer : List.of(BY_TOKEN, BY_KEY)) {
      ConnectionId id = new ConnectionId(viewer == BY_KEY ? "a+/=" : "b_-=");
      Connection opened = Connection.opened(id, viewer, Optional.of(END), TestClock.START);

      assertThat(store.find(id)).isEmpty();
      assertThat(store.save(opened)).isTrue();
      assertThat(store.find(id)).contains(opened.stored());

      Connection changed = opened.stored().watching(List.of(chat(1), chat(2))).orElseThrow();
      assertThat(store.save(changed)).isTrue();
      assertThat(store.find(id)).contains(changed.stored());
    }
  }

  @Test
  void aConnectionThatChangedOrIsGoneIsNotSaved() {
    ConnectionId id = new ConnectionId("a=");
    Connection opened = Connection.opened(id, BY_KEY, Optional.empty(), TestClock.START);
    store.save(opened);

    assertThat(store.save(opened)).isFalse();

    store.remove(id);
    store.remove(id);
    assertThat(store.save(opened.stored())).isFalse();
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void watchersAreFoundPageByPageUntilTheirWatchIsRemoved() {
    List<Watcher> all =
        IntStream.range(0, 30)
            .mapToObj(i -> new Watcher(chat(1), new ConnectionId("c" + i), BY_KEY, END))
            .toList();
    store.add(all);
    store.add(List.of(new Watcher(chat(2), new ConnectionId("c1"), BY_KEY, END)));

    assertThat(watchers(chat(1), 7)).containsExactlyInAnyOrderElementsOf(all);

    store.remove(new ConnectionId("c1"), List.of(chat(1), chat(3), chat(1)));
    assertThat(watchers(chat(1), 100)).hasSize(29);
    assertThat(watchers(chat(2), 100)).hasSize(1);
    assertThat(watchers(new WatchedChat(new SessionName("desk"), jid(1)), 100)).isEmpty();
  }

  @Test
  void manyMessagesAtOnceAreCountedAndNeverMakeMoreWatchesThanAllowed() {
    ConnectionId id = new ConnectionId("busy=");
    store.save(Connection.opened(id, BY_KEY, Optional.empty(), TestClock.START));
    ReceiveMessage receive =
        new ReceiveMessage(store, new ImmediateConflictRetry(), new TestClock());

    List<ReceiveMessage.Result> results =
        ConcurrentCallers.of(
            12,
            i -> {
              receive.count(id);
              return receive.watch(
                  id, IntStream.range(i * 20, i * 20 + 20).mapToObj(each -> chat(each)).toList());
            });

    assertThat(results).filteredOn(ReceiveMessage.Result.Done.class::isInstance).hasSize(10);
    assertThat(results)
        .filteredOn(ReceiveMessage.Result.TooManyWatches.class::isInstance)
        .hasSize(2);
    assertThat(store.find(id).orElseThrow().watches()).hasSize(Connection.MAX_WATCHES);
    assertThat(store.find(id).orElseThrow().messages()).isEqualTo(12);
  }

  @Test
  void aLidIsWatchedUnderItsNumberTooUntilItsWatchEndsOrItLeadsToAnother() {
    ConnectionId id = new ConnectionId("a=");
    store.save(Connection.opened(id, BY_KEY, Optional.empty(), TestClock.START));
    ReceiveMessage receive =
        new ReceiveMessage(store, new ImmediateConflictRetry(), new TestClock());
    WatchedChat lid = new WatchedChat(SHOP, Jid.lid("77"));
    WatchedChat byNumber = new WatchedChat(SHOP, jid(1), Jid.lid("77"));
    WatchedChat byAnother = new WatchedChat(SHOP, jid(2), Jid.lid("77"));

    receive.watch(id, List.of(chat(1), lid, byNumber));
    assertThat(store.find(id).orElseThrow().watches())
        .containsExactlyInAnyOrder(chat(1), lid, byNumber);
    assertThat(watchers(chat(1), 1))
        .extracting(Watcher::chat)
        .containsExactlyInAnyOrder(chat(1), byNumber);
    assertThat(watchers(chat(1), 1)).extracting(Watcher::connection).containsOnly(id);

    receive.watch(id, List.of(lid, byAnother));
    assertThat(watchers(chat(1), 9)).extracting(Watcher::chat).containsExactly(chat(1));
    assertThat(watchers(chat(2), 9)).extracting(Watcher::chat).containsExactly(byAnother);

    receive.unwatch(id, List.of(lid));
    assertThat(store.find(id).orElseThrow().watches()).containsExactly(chat(1));
    assertThat(watchers(chat(2), 9)).isEmpty();
    assertThat(watchers(lid, 9)).isEmpty();
    assertThat(watchers(chat(1), 9)).hasSize(1);
  }

  @Test
  void watchesAreWhatTheConnectionSaysHoweverManyBeginAndEndAtOnce() {
    ReceiveMessage receive =
        new ReceiveMessage(store, new ImmediateConflictRetry(), new TestClock());
    for (int round = 0; round < 20; round++) {
      ConnectionId id = new ConnectionId("c" + round);
      store.save(Connection.opened(id, BY_KEY, Optional.empty(), TestClock.START));

      ConcurrentCallers.of(
          8,
          i ->
              i % 2 == 0
                  ? receive.watch(id, List.of(chat(1), chat(2)))
                  : receive.unwatch(id, List.of(chat(1), chat(3))));

      for (WatchedChat chat : List.of(chat(1), chat(2))) {
        assertThat(watchers(chat, 100).stream().anyMatch(watch -> watch.connection().equals(id)))
            .isEqualTo(store.find(id).orElseThrow().watches().contains(chat));
      }
    }
  }

  private List<Watcher> watchers(WatchedChat chat, int limit) {
    List<Watcher> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      var page = store.watchers(chat, after, limit);
      found.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  private static WatchedChat chat(int number) {
    return new WatchedChat(SHOP, jid(number));
  }

  private static Jid jid(int number) {
    return Jid.phone("551190000%04d".formatted(number));
  }
}
