package dev.presently.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.access.KeyId;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of one connection that overtake each other. */
class ReceiveMessageTest {
  private static final ConnectionId ID = new ConnectionId("one=");
  private static final List<WatchedChat> MARIA =
      List.of(new WatchedChat(new SessionName("shop"), Jid.phone("5511999999999")));

  private final InMemoryConnectionStore stored = new InMemoryConnectionStore();
  private final TestClock clock = new TestClock();
  private Runnable beforeAdd = () -> {};
  private Runnable beforeRemove = () -> {};
  private final ReceiveMessage receive =
      new ReceiveMessage(new Overtaken(), new ImmediateConflictRetry(), clock);

  @BeforeEach
  void open() {
    stored.save(
        Connection.opened(
            ID,
            new Viewer.OfKey(new KeyId("key_" + "1".repeat(32))),
            Optional.empty(),
            clock.instant()));
  }

  @Test
  void anUnwatchThatOvertakesTheWatchBeforeItEndsIt() {
    beforeAdd = once(() -> receive.unwatch(ID, MARIA));
    receive.watch(ID, MARIA);
    assertIsWatched(false);
  }

  @Test
  void aWatchThatOvertakesTheUnwatchBeforeItStays() {
    receive.watch(ID, MARIA);
    beforeRemove = once(() -> receive.watch(ID, MARIA));
    receive.unwatch(ID, MARIA);
    assertIsWatched(true);
  }

  @Test
  void aWatchDuringTheCorrectionOfAnotherStays() {
    beforeAdd =
        once(
            () -> {
              receive.unwatch(ID, MARIA);
              beforeRemove = once(() -> receive.watch(ID, MARIA));
            });
    receive.watch(ID, MARIA);
    assertIsWatched(true);
  }

  @Test
  void nothingIsLeftOfAConnectionThatEndsDuringItsWatch() {
    beforeAdd = once(() -> EndConnection.forget(stored, ID, List.of()));
    receive.watch(ID, MARIA);
    assertThat(stored.find(ID)).isEmpty();
    assertThat(watchers()).isEmpty();
  }

  @Test
  void anExpiredConnectionIsRefusedAndWatchesNothing() {
    clock.advance(Duration.ofHours(2));
    assertThat(receive.watch(ID, MARIA))
        .isEqualTo(new ReceiveMessage.Result.Refused(Refusal.EXPIRED));
    assertThat(watchers()).isEmpty();
  }

  private void assertIsWatched(boolean isWatched) {
    assertThat(stored.find(ID).orElseThrow().watches()).hasSize(isWatched ? 1 : 0);
    assertThat(watchers()).hasSize(isWatched ? 1 : 0);
  }

  private List<Watcher> watchers() {
    return stored.watchers(MARIA.getFirst(), Optional.empty(), 9).items();
  }

  private static Runnable once(Runnable act) {
    var left = new AtomicInteger(1);
    return () -> {
      if (left.getAndDecrement() > 0) {
        act.run();
      }
    };
  }

  /** Lets something happen before watches are written. */
  private final class Overtaken implements ConnectionStore {
    @Override
    public Optional<Connection> find(ConnectionId id) {
      return stored.find(id);
    }

    @Override
    public boolean save(Connection connection) {
      return stored.save(connection);
    }

    @Override
    public void add(List<Watcher> watches) {
      if (!watches.isEmpty()) {
        beforeAdd.run();
      }
      stored.add(watches);
    }

    @Override
    public void remove(ConnectionId connection, Collection<WatchedChat> chats) {
      if (!chats.isEmpty()) {
        beforeRemove.run();
      }
      stored.remove(connection, chats);
    }

    @Override
    public void remove(ConnectionId connection) {
      stored.remove(connection);
    }

    @Override
    public Page<Watcher> watchers(WatchedChat chat, Optional<String> after, int limit) {
      return stored.watchers(chat, after, limit);
    }
  }
}
