package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LaneStore} keeps to. */
public abstract class LaneStoreContract {
  private static final int CROWD = 50;
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final LaneId LANE = Examples.lane(7, "lane");
  private static final Instant DUE = TestClock.START.plusSeconds(5);

  private LaneStore store;

  /** An empty store. */
  protected abstract LaneStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void aLaneThatWasNeverSavedIsOpenAndEmpty() {
    assertThat(read()).isEqualTo(Lane.open(LANE, WEBHOOK));
    assertThat(store.record(delivery(1).id())).isEmpty();
    assertThat(store.waiting(LANE, position(0), 10)).isEmpty();
  }

  @Test
  void aLaneComesBackAsItWasSaved() {
    Lane begun = read().parkedWith(position(1), DUE);
    assertThat(saved(begun)).isEqualTo(begun.stored());
    Lane longer = read().parkedWith(position(2), DUE).waitingUntil(DUE.plusNanos(1));
    assertThat(saved(longer)).isEqualTo(longer.stored());
    Lane shorter = read().advanced(Optional.of(position(2)), 1, DUE);
    assertThat(saved(shorter)).isEqualTo(shorter.stored());
    Lane erased = read().erasedUpTo(Position.endOf(TestClock.START));
    assertThat(saved(erased)).isEqualTo(erased.stored());
  }

  @Test
  void ofAnOpenLaneOnlyItsRecordsAreKept() {
    DeliveryRecord first = with(1, new DeliveryStatus.Delivered());
    DeliveryRecord second = with(2, new DeliveryStatus.Delivered());
    assertThat(store.save(read().parkedWith(position(2), DUE), List.of(first, pending(2))))
        .isTrue();

    Lane open = read().advanced(Optional.empty(), 1, DUE);
    assertThat(store.save(open, List.of(second))).isTrue();

    assertThat(read()).isEqualTo(open.stored());
    assertThat(read()).isEqualTo(Lane.open(LANE, WEBHOOK).settledAt(Optional.of(position(2))));
  }

  /** Its revisions begin again, so the second save of the drain met one that it had read. */
  @Test
  void aLaneThatWasDrainedAndParkedAgainIsAnotherOne() {
    store.save(read().parkedWith(position(1), DUE), List.of(pending(1)));
    Lane stale = read();
    store.save(read().advanced(Optional.empty(), 1, DUE), List.of(ended(1)));
    store.save(read().parkedWith(position(2), DUE), List.of(pending(2)));
    Lane parkedAgain = read();

    assertThat(store.save(stale.advanced(Optional.empty(), 1, DUE), List.of())).isFalse();
    assertThat(store.save(stale.waitingUntil(DUE.plusSeconds(1)), List.of())).isFalse();

    assertThat(read()).isEqualTo(parkedAgain);
  }

  @Test
  void theRecordOfAnEndedDeliveryIsReplacedIfNobodyElseDidSo() {
    DeliveryRecord dead = with(1, new DeliveryStatus.Dead("all attempts failed"));
    store.noteEnd(dead);
    DeliveryRecord once = dead.attempted(attempt(1));
    DeliveryRecord twice = once.attempted(attempt(2)).ended(new DeliveryStatus.Delivered());

    assertThat(store.replace(once, twice)).isFalse();
    assertThat(store.replace(dead, once)).isTrue();
    assertThat(store.replace(dead, twice)).isFalse();
    assertThat(store.record(dead.id())).contains(once);
    assertThat(store.replace(once, twice)).isTrue();
    assertThat(store.record(dead.id())).contains(twice);
    assertThat(read().revision()).isZero();
  }

  @Test
  void anErasedRecordIsNotReplaced() {
    DeliveryRecord dead = with(1, new DeliveryStatus.Dead("all attempts failed"));

    assertThat(store.replace(dead, dead.attempted(attempt(1)))).isFalse();

    assertThat(store.record(dead.id())).isEmpty();
  }

  private static Attempt attempt(int second) {
    return new Attempt(
        TestClock.START.plusSeconds(second),
        Duration.ofMillis(20),
        Outcome.Kind.STATUS,
        Optional.of(500),
        Optional.empty());
  }

  @Test
  void aDeliveryComesBackAsItWasSaved() {
    for (DeliveryRecord record : everyKind()) {
      assertThat(store.save(read(), List.of(record))).isTrue();

      assertThat(store.record(record.id())).contains(record);
    }
  }

  @Test
  void aDeliveryTakesThePlaceOfWhatWasKnownOfIt() {
    DeliveryRecord ended = with(1, new DeliveryStatus.Dead("all attempts failed"));
    store.save(read(), List.of(retrying(1)));
    store.save(read(), List.of(ended));

    assertThat(store.record(ended.id())).contains(ended);
    assertThat(store.waiting(LANE, position(0), 10)).isEmpty();
  }

  @Test
  void whatHasEndedDoesNotWaitAgain() {
    DeliveryRecord ended = with(1, new DeliveryStatus.Delivered());
    store.save(read(), List.of(ended));
    Lane read = read();

    assertThat(store.save(read.parkedWith(position(1), DUE), List.of(pending(2), retrying(1))))
        .isFalse();

    assertThat(read()).isEqualTo(read);
    assertThat(store.record(ended.id())).contains(ended);
    assertThat(store.record(delivery(2).id())).isEmpty();
  }

  @Test
  void anEndIsNotedWhereNothingIsKnown() {
    DeliveryRecord ended = with(1, new DeliveryStatus.Delivered());
    assertThat(store.noteEnd(ended)).contains(ended);
    assertThat(store.noteEnd(ended)).contains(ended);
    assertThat(store.noteEnd(with(1, new DeliveryStatus.Dead("all attempts failed"))))
        .contains(ended);
    store.save(read(), List.of(retrying(2)));
    assertThat(store.noteEnd(with(2, new DeliveryStatus.Delivered()))).contains(retrying(2));

    assertThat(store.record(ended.id())).contains(ended);
    assertThat(store.record(delivery(2).id())).contains(retrying(2));
    assertThat(read().revision()).isZero();
  }

  @Test
  void ofManyWhoNoteAnEndTheFirstStandsAndAllKnowIt() {
    List<Optional<DeliveryRecord>> known =
        ConcurrentCallers.of(
            CROWD, i -> store.noteEnd(with(1, new DeliveryStatus.Discarded("by number " + i))));

    assertThat(known).containsOnly(store.record(delivery(1).id()));
    assertThat(known.getFirst()).isPresent();
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    Lane first = read().parkedWith(position(1), DUE);
    assertThat(store.save(first.stored(), List.of())).isFalse();
    assertThat(store.save(first, List.of(pending(1)))).isTrue();

    assertThat(store.save(first, List.of(ended(1), pending(2)))).isFalse();
    assertThat(store.save(Lane.open(LANE, WEBHOOK), List.of(pending(2)))).isFalse();

    assertThat(read()).isEqualTo(first.stored());
    assertThat(store.record(delivery(1).id())).contains(pending(1));
    assertThat(store.record(delivery(2).id())).isEmpty();
  }

  @Test
  void oneSaveTakesFiftyDeliveriesAndAMovedLane() {
    store.save(read().parkedWith(position(1), DUE), List.of());
    List<DeliveryRecord> fifty =
        LongStream.rangeClosed(1, 50).mapToObj(LaneStoreContract::pending).toList();

    assertThat(store.save(read().waitingUntil(DUE.plusSeconds(1)), fifty)).isTrue();
    assertThat(store.waiting(LANE, position(0), 100)).isEqualTo(fifty);
  }

  @Test
  void whatWaitsIsReadInOrderFromAPositionOn() {
    store.save(read(), List.of(pending(10), retrying(2), pending(3)));
    store.save(
        read(),
        List.of(with(4, new DeliveryStatus.Delivered()), with(1, new DeliveryStatus.Delivered())));
    store.save(
        Lane.open(Examples.lane(7, "other"), WEBHOOK),
        List.of(DeliveryRecords.pending(Examples.delivery(7, "other", 5))));

    assertThat(store.waiting(LANE, position(0), 9))
        .isEqualTo(List.of(retrying(2), pending(3), pending(10)));
    assertThat(store.waiting(LANE, position(0), 2)).isEqualTo(List.of(retrying(2), pending(3)));
    assertThat(store.waiting(LANE, position(3), 9)).isEqualTo(List.of(pending(3), pending(10)));
    assertThat(store.waiting(LANE, position(11), 9)).isEmpty();
  }

  @Test
  void whatWaitsIsFoundBehindManyThatHaveEnded() {
    store.save(read(), List.of(pending(0), pending(201)));
    for (long from = 1; from <= 200; from += 50) {
      store.save(
          read(),
          LongStream.range(from, from + 50)
              .mapToObj(seq -> with(seq, new DeliveryStatus.Superseded(position(201))))
              .toList());
    }

    assertThat(store.waiting(LANE, position(0), 2)).isEqualTo(List.of(pending(0), pending(201)));
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    for (int revision = 0; revision < 3; revision++) {
      Lane read = read();

      List<Boolean> wins =
          ConcurrentCallers.of(
              CROWD, i -> store.save(read.parkedWith(position(i), DUE), List.of(pending(i))));

      assertThat(wins).containsOnlyOnce(true);
      assertThat(read().revision()).isEqualTo(revision + 1);
      assertThat(read().parked().orElseThrow().newest()).isEqualTo(position(wins.indexOf(true)));
    }
  }

  /** One has delivered it, another one failed and parks it. */
  @Test
  void ofManyWhoEndOrParkOneDeliveryOneWins() {
    Lane read = read();

    ConcurrentCallers.of(
        CROWD,
        i ->
            i % 2 == 0
                ? store.save(read.parkedWith(position(1), DUE), List.of(retrying(1)))
                : store.noteEnd(ended(1)).filter(ended(1)::equals).isPresent());

    boolean delivered = store.record(delivery(1).id()).filter(ended(1)::equals).isPresent();
    assertThat(read().parked().isPresent()).isNotEqualTo(delivered);
  }

  @Test
  void whatManyAddAtOnceIsAllThere() {
    var conflicts = new ImmediateConflictRetry();

    ConcurrentCallers.of(
        20,
        i ->
            conflicts.retry(
                () ->
                    store.save(read().parkedWith(position(i), DUE), List.of(pending(i)))
                        ? Optional.of(i)
                        : Optional.empty()));

    assertThat(read().parked().orElseThrow().waiting()).isEqualTo(20);
    assertThat(store.waiting(LANE, position(0), 100)).hasSize(20);
  }

  private Lane read() {
    return store.find(LANE, WEBHOOK);
  }

  private Lane saved(Lane lane) {
    assertThat(store.save(lane, List.of())).isTrue();
    return read();
  }

  private static List<DeliveryRecord> everyKind() {
    Stream<Attempt> attempts =
        Stream.of(Outcome.Kind.values())
            .map(
                kind ->
                    new Attempt(
                        TestClock.START.plusNanos(123_456_789),
                        Duration.ofMillis(1_234),
                        kind,
                        Optional.of(503).filter(_ -> kind == Outcome.Kind.STATUS),
                        Optional.of("\"no\" \\x0a").filter(_ -> kind != Outcome.Kind.DELIVERED)));
    Delivery plain = delivery(1);
    Delivery participant =
        new Delivery(
            delivery(2).id(),
            WEBHOOK,
            Optional.empty(),
            plain.event(),
            EventName.SESSION_STATUS,
            new EventSubject(
                Optional.of(Jid.parse("120363025246125016@g.us")), Optional.of(Jid.lid("42"))),
            TestClock.START.plusNanos(1),
            "{\"text\":\"\u00e4\\n\ud83d\ude00\"}",
            Optional.empty());
    return List.of(
        new DeliveryRecord(plain, new DeliveryStatus.Pending(), List.of(), Optional.empty()),
        new DeliveryRecord(
            participant,
            new DeliveryStatus.Retrying(),
            attempts.toList(),
            Optional.of(DUE.plusNanos(1))),
        with(3, new DeliveryStatus.Delivered()),
        with(4, new DeliveryStatus.Superseded(position(5))),
        with(5, new DeliveryStatus.Dead("all 9 attempts failed")),
        with(6, new DeliveryStatus.Discarded("the webhook was deleted")));
  }

  private static DeliveryRecord ended(long seq) {
    return with(seq, new DeliveryStatus.Delivered());
  }

  private static DeliveryRecord pending(long seq) {
    return DeliveryRecords.pending(delivery(seq));
  }

  private static DeliveryRecord retrying(long seq) {
    return DeliveryRecords.retrying(delivery(seq), DUE);
  }

  private static DeliveryRecord with(long seq, DeliveryStatus status) {
    return DeliveryRecords.ended(delivery(seq), status);
  }

  private static Delivery delivery(long seq) {
    return Examples.delivery(7, "lane", seq);
  }

  private static Position position(long seq) {
    return delivery(seq).position();
  }
}
