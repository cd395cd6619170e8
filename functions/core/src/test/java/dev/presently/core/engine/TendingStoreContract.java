package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link TendingStore}. */
public abstract class TendingStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Instant AT = TestClock.START;
  private static final int CROWD = 50;

  private TendingStore store;

  /** An empty store. */
  protected abstract TendingStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(SHOP)).isEmpty();
    assertThat(due(AT)).isEmpty();
  }

  @Test
  void aTendingComesBackAsItWasSaved() {
    long revision = 0;
    for (Optional<Tending.Pass> pass :
        List.of(
            Optional.<Tending.Pass>empty(),
            pass(Optional.empty()),
            pass(Optional.of("")),
            pass(Optional.of("5511999990001@s.whatsapp.net")),
            Optional.<Tending.Pass>empty())) {
      Tending tending =
          new Tending(
              SHOP, AT, AT.plusSeconds(60), 7, AT.plusMillis(3), pass, sweep(pass), revision);

      assertThat(store.save(tending)).isTrue();
      revision++;

      assertThat(store.find(SHOP)).contains(at(tending, revision));
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    assertThat(store.save(tending(SHOP, AT, 1))).isFalse();
    assertThat(store.save(tending(SHOP, AT, 0))).isTrue();
    assertThat(store.save(tending(SHOP, AT, 0))).isFalse();
    assertThat(store.save(tending(SHOP, AT, 2))).isFalse();
    assertThat(store.save(tending(SHOP, AT, 1))).isTrue();
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    for (long revision = 0; revision < 5; revision++) {
      Tending tending = tending(SHOP, AT, revision);

      assertThat(ConcurrentCallers.of(CROWD, _ -> store.save(tending))).containsOnlyOnce(true);
    }
  }

  @Test
  void whatWasRemovedIsNeitherFoundNorDueNorSavedAgain() {
    store.save(tending(SHOP, AT, 0));

    store.remove(SHOP);
    store.remove(SHOP);

    assertThat(store.find(SHOP)).isEmpty();
    assertThat(due(AT)).isEmpty();
    assertThat(store.save(tending(SHOP, AT, 1))).isFalse();
    assertThat(store.save(tending(SHOP, AT, 0))).isTrue();
  }

  @Test
  void aSessionIsDueFromTheMomentOnAndNotBefore() {
    store.save(tending(SHOP, AT, 0));

    assertThat(due(AT.minusMillis(1))).isEmpty();
    assertThat(due(AT)).containsExactly(SHOP);
    assertThat(due(AT.plusSeconds(1_000_000))).containsExactly(SHOP);
  }

  @Test
  void aSessionMovesInTheOrderWithEachWrite() {
    store.save(tending(SHOP, AT, 0));
    store.save(tending(SHOP, AT.plusSeconds(10), 1));

    assertThat(due(AT.plusSeconds(9))).isEmpty();
    assertThat(due(AT.plusSeconds(10))).containsExactly(SHOP);
  }

  @Test
  void aSweepIsDueToo() {
    Tending later = tending(SHOP, AT.plusSeconds(100), 0);
    store.save(later.with(Tending.Sweep.at(AT.plusSeconds(3))));

    assertThat(due(AT.plusSeconds(2))).isEmpty();
    assertThat(due(AT.plusSeconds(3))).containsExactly(SHOP);
  }

  @Test
  void theEarliestOfCheckRenewalAndLeaseDecides() {
    Instant later = AT.plusSeconds(100);
    var pass = new Tending.Pass(AT, Optional.empty(), AT.plusSeconds(3), 0);
    store.save(
        new Tending(SHOP, later, later, 0, AT, Optional.of(pass), Tending.Sweep.at(later), 0));

    assertThat(due(AT.plusSeconds(2))).isEmpty();
    assertThat(due(AT.plusSeconds(3))).containsExactly(SHOP);
  }

  @Test
  void dueSessionsComeInTheirOrderPageByPage() {
    List<SessionName> sessions =
        IntStream.range(0, 25).mapToObj(i -> new SessionName("s" + (i * 7) % 25)).toList();
    for (int i = 0; i < sessions.size(); i++) {
      // Two of them are due at the same time.
      store.save(tending(sessions.get(i), AT.plusSeconds(i / 2), 0));
    }
    store.save(tending(new SessionName("later"), AT.plusSeconds(1_000), 0));

    List<SessionName> found = due(AT.plusSeconds(999));

    assertThat(found).containsExactlyInAnyOrderElementsOf(sessions);
    assertThat(found.subList(0, 2)).containsExactlyInAnyOrderElementsOf(sessions.subList(0, 2));
    assertThat(found.getLast()).isEqualTo(sessions.getLast());
  }

  private List<SessionName> due(Instant now) {
    Iterable<SessionName> pages = Page.each(after -> store.due(now, after, 4));
    return StreamSupport.stream(pages.spliterator(), false).toList();
  }

  private static Optional<Tending.Pass> pass(Optional<String> position) {
    return Optional.of(new Tending.Pass(AT.minusMillis(1), position, AT.plusSeconds(60), 3));
  }

  private static Tending.Sweep sweep(Optional<Tending.Pass> pass) {
    return new Tending.Sweep(
        AT.plusSeconds(4),
        pass.flatMap(Tending.Pass::position),
        pass.map(_ -> AT.plusMillis(5)),
        pass.map(_ -> AT.minusMillis(6)));
  }

  private static Tending tending(SessionName session, Instant dueAt, long revision) {
    return new Tending(
        session,
        dueAt,
        dueAt.plusSeconds(60),
        0,
        Instant.EPOCH,
        Optional.empty(),
        Tending.Sweep.at(dueAt.plusSeconds(60)),
        revision);
  }

  private static Tending at(Tending tending, long revision) {
    return new Tending(
        tending.session(),
        tending.checkAt(),
        tending.renewAt(),
        tending.step(),
        tending.nextAskAt(),
        tending.pass(),
        tending.sweep(),
        revision);
  }
}
