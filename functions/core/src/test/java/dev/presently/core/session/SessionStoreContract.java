package dev.presently.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link SessionStore}. */
public abstract class SessionStoreContract {
  private static final String NUMBER = "+5511999990001";
  private static final Jid JID = new PhoneNumber(NUMBER).jid();
  private static final Instant LATER = TestClock.START.plusSeconds(5);
  private static final SessionStore.Result CONFLICT = new SessionStore.Result.Conflict();
  private static final SessionStore.Result TAKEN = new SessionStore.Result.JidTaken(JID);
  private static final int CROWD = 50;

  private SessionStore store;

  /** An empty store. */
  protected abstract SessionStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(new SessionName("shop"))).isEmpty();
    assertThat(store.ownerOf(JID)).isEmpty();
    assertThat(store.list(Optional.empty(), 10)).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void aSessionComesBackAsItWasSaved() {
    Session rich =
        Examples.remote("shop", NUMBER)
            .changed(
                Examples.remote("shop", NUMBER).engine(),
                new Session.Profile(
                    Optional.of(new PhoneNumber(NUMBER)),
                    Optional.of(Jid.lid("99887766")),
                    Optional.of(""),
                    Optional.of("{\"host\":\"proxy\"}"),
                    Optional.of("{\"a\":[1,2.50,null]}")),
                LATER);
    Session heard =
        Examples.remote("heard", NUMBER)
            .with(
                new EngineState(
                    Optional.of(LATER.minusMillis(4)),
                    Optional.of(LATER.minusMillis(3)),
                    Optional.of(LATER.minusMillis(2)),
                    Optional.of("the engine was not reached: timeout")));
    for (Session session : List.of(rich, heard, Examples.loopback("mine"))) {
      Session saved = create(session);

      assertThat(saved).isEqualTo(at(session, 1));
      assertThat(store.find(session.name())).contains(saved);
    }
  }

  @Test
  void everyStatusComesBack() {
    Session session = create(Examples.loopback("shop"));
    for (SessionStatus.State state : SessionStatus.State.values()) {
      for (SessionStatus.Reason reason : SessionStatus.Reason.values()) {
        session =
            saved(
                session, session.withStatus(new SessionStatus(state, Optional.of(reason)), LATER));

        assertThat(store.find(session.name())).contains(session);
      }
    }
  }

  @Test
  void aNameIsTakenOnce() {
    create(Examples.loopback("shop"));

    assertThat(store.save(Optional.empty(), Examples.loopback("shop"))).isEqualTo(CONFLICT);
    assertThat(store.save(Optional.empty(), Examples.loopback("shop", NUMBER))).isEqualTo(CONFLICT);
    assertThat(store.save(Optional.empty(), Examples.remote("shop", NUMBER))).isEqualTo(CONFLICT);
    assertThat(store.ownerOf(JID)).isEmpty();
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    Session first = create(Examples.loopback("shop"));
    Session second = saved(first, first.withStatus(SessionStatus.CONNECTED, LATER));

    assertThat(store.save(Optional.of(first), first.withStatus(SessionStatus.STOPPED, LATER)))
        .isEqualTo(CONFLICT);
    assertThat(store.save(Optional.of(first), renumbered(first))).isEqualTo(CONFLICT);

    assertThat(store.find(first.name())).contains(second);
    assertThat(store.ownerOf(JID)).isEmpty();
    assertThat(second.revision()).isEqualTo(2);
  }

  @Test
  void anAddressLeadsToItsLoopbackSession() {
    Session shop = create(Examples.loopback("shop", NUMBER));
    Session mine = create(Examples.loopback("mine"));

    assertThat(store.ownerOf(JID)).contains(shop.name());
    assertThat(store.ownerOf(mine.ownJids().getFirst())).contains(mine.name());
  }

  @Test
  void anAddressIsTakenOnce() {
    create(Examples.loopback("shop", NUMBER));
    Session other = create(Examples.loopback("other"));

    assertThat(store.save(Optional.empty(), Examples.loopback("shop2", NUMBER))).isEqualTo(TAKEN);
    assertThat(store.save(Optional.of(other), renumbered(other))).isEqualTo(TAKEN);

    assertThat(store.find(new SessionName("shop2"))).isEmpty();
    assertThat(store.find(other.name())).contains(other);
    assertThat(store.ownerOf(JID)).contains(new SessionName("shop"));
  }

  @Test
  void anEngineOfOurOwnNeitherTakesNorNeedsAnAddress() {
    create(Examples.loopback("shop", NUMBER));

    create(Examples.remote("far", NUMBER));

    assertThat(store.ownerOf(JID)).contains(new SessionName("shop"));
  }

  @Test
  void aSessionThatLeftLoopbackOwnsNoAddress() {
    Session before = create(Examples.loopback("shop", NUMBER));

    saved(
        before, before.changed(Examples.remote("shop", NUMBER).engine(), before.profile(), LATER));

    assertThat(store.ownerOf(JID)).isEmpty();
    create(Examples.loopback("other", NUMBER));
  }

  @Test
  void aChangedAddressIsClaimedAndTheOldOneFreed() {
    Session before = create(Examples.loopback("shop"));
    Jid old = before.ownJids().getFirst();

    Session after = saved(before, renumbered(before));

    assertThat(store.ownerOf(old)).isEmpty();
    assertThat(store.ownerOf(JID)).contains(after.name());

    Session far = Examples.remote("shop", NUMBER);
    saved(after, after.changed(far.engine(), far.profile(), LATER));
    assertThat(store.ownerOf(JID)).isEmpty();
    create(Examples.loopback("heir", NUMBER));
  }

  @Test
  void aSecondAddressIsClaimedBesideTheFirst() {
    Session before = create(Examples.loopback("shop", NUMBER));
    Jid lid = Jid.lid("4711");

    Session after =
        saved(before, before.changed(before.engine(), before.profile().withLid(lid), LATER));

    assertThat(after.ownJids()).containsExactly(JID, lid);
    assertThat(store.ownerOf(JID)).contains(after.name());
    assertThat(store.ownerOf(lid)).contains(after.name());
  }

  @Test
  void aRemovedSessionFreesItsAddressesWhateverWasReadOfIt() {
    Session read = create(Examples.loopback("shop"));
    Session now = saved(read, renumbered(read));

    store.remove(read);
    store.remove(read);

    assertThat(store.find(now.name())).isEmpty();
    assertThat(store.ownerOf(JID)).isEmpty();
    assertThat(store.list(Optional.empty(), 10).items()).isEmpty();
    create(Examples.loopback("heir", NUMBER));
  }

  @Test
  void removingTwiceLeavesANewSessionOfThatNameAlone() {
    Session old = create(Examples.loopback("shop", NUMBER));
    store.remove(old);
    Session made =
        create(Session.create(old.name(), EngineSettings.LOOPBACK, old.profile(), LATER));

    store.remove(old);

    assertThat(store.find(old.name())).contains(made);
    assertThat(store.ownerOf(JID)).contains(made.name());
  }

  @Test
  void aListIsPagedByName() {
    List<Session> all = new ArrayList<>();
    for (String name : List.of("A", "B.1", "B_1", "a", "b", "z9")) {
      all.add(create(Examples.loopback(name)));
    }

    for (int limit : List.of(1, 2, 3, 4, 6, 7)) {
      assertThat(Page.each(after -> store.list(after, limit))).containsExactlyElementsOf(all);
    }
    assertThat(store.list(Optional.empty(), 2).next()).contains("B.1");
    assertThat(store.list(Optional.empty(), 6).next()).isEmpty();
  }

  @Test
  void severalAreFoundInTheOrderOfTheirNames() {
    Session a = create(Examples.loopback("a"));
    create(Examples.loopback("b"));
    Session c = create(Examples.loopback("c"));

    assertThat(store.findAll(List.of(c.name(), new SessionName("nobody"), a.name())))
        .containsExactly(c, a);
    assertThat(store.findAll(List.of())).isEmpty();
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    Session session = create(Examples.loopback("shop"));
    for (int round = 0; round < 3; round++) {
      Session read = session;

      List<SessionStore.Result> results =
          ConcurrentCallers.of(
              CROWD, _ -> store.save(Optional.of(read), read.withStatus(read.status(), LATER)));

      session = winner(results);
      assertThat(results).filteredOn(CONFLICT::equals).hasSize(CROWD - 1);
      assertThat(store.find(read.name())).contains(session);
      assertThat(session.revision()).isEqualTo(read.revision() + 1);
    }
  }

  @Test
  void ofManyOfOneNameOneIsMade() {
    List<SessionStore.Result> results =
        ConcurrentCallers.of(
            CROWD, _ -> store.save(Optional.empty(), Examples.loopback("shop", NUMBER)));

    assertThat(store.find(new SessionName("shop"))).contains(winner(results));
  }

  @Test
  void ofManyWithOneAddressOneIsMade() {
    List<SessionStore.Result> results =
        ConcurrentCallers.of(
            CROWD, i -> store.save(Optional.empty(), Examples.loopback("s" + i, NUMBER)));

    assertThat(store.ownerOf(JID)).contains(winner(results).name());
    assertThat(store.list(Optional.empty(), 10).items()).containsExactly(winner(results));
  }

  @Test
  void aRemovalWinsOverManyChanges() {
    Session session = create(Examples.loopback("shop", NUMBER));

    ConcurrentCallers.of(
        10,
        i -> {
          if (i == 0) {
            store.remove(session);
          } else {
            Optional<Session> read = store.find(session.name());
            read.ifPresent(
                found -> store.save(read, found.withStatus(SessionStatus.CONNECTED, LATER)));
          }
          return i;
        });

    assertThat(store.find(session.name())).isEmpty();
    assertThat(store.ownerOf(JID)).isEmpty();
  }

  private Session create(Session session) {
    return saved(store.save(Optional.empty(), session));
  }

  private Session saved(Session before, Session after) {
    return saved(store.save(Optional.of(before), after));
  }

  private static Session saved(SessionStore.Result result) {
    assertThat(result).isInstanceOf(SessionStore.Result.Saved.class);
    return ((SessionStore.Result.Saved) result).session();
  }

  private static Session winner(List<SessionStore.Result> results) {
    List<SessionStore.Result> saved =
        results.stream().filter(SessionStore.Result.Saved.class::isInstance).toList();
    assertThat(saved).hasSize(1);
    return saved(saved.getFirst());
  }

  private static Session renumbered(Session session) {
    return session.changed(session.engine(), Examples.loopback("any", NUMBER).profile(), LATER);
  }

  private static Session at(Session session, long revision) {
    return session.withRevision(revision);
  }
}
