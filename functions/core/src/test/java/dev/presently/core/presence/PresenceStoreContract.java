package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PresenceStore} keeps to. */
public abstract class PresenceStoreContract {
  private static final SessionName SESSION = new SessionName("shop");
  private static final Jid PHONE = Jid.phone("5511999990001");
  private static final Jid LID = Jid.lid("123456789012345");
  private static final Jid GROUP = Jid.parse("120363025246125016@g.us");
  private static final PresenceKey KEY = PresenceKey.of(SESSION, PHONE);
  private static final PresenceKey LID_KEY = PresenceKey.of(SESSION, LID);
  private static final Instant AT = TestClock.START;
  private static final int CROWD = 50;

  private PresenceStore store;

  /** An empty store. */
  protected abstract PresenceStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.findAll(SESSION, List.of(PHONE, LID))).isEmpty();
    assertThat(store.findAll(SESSION, List.of())).isEmpty();
    assertThat(store.group(SESSION, GROUP)).isEmpty();
    assertThat(store.list(SESSION, Optional.empty(), 10))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void aRecordComesBackAsItWasSaved() {
    for (ContactRecord record :
        List.of(
            ContactRecord.none(KEY),
            ContactRecord.none(LID_KEY).with(rich()),
            ContactRecord.none(PresenceKey.of(SESSION, Jid.phone("5511999990003")))
                .joining(Optional.of(LID)),
            participant(PHONE).with(rich()).with(ended()),
            ContactRecord.none(PresenceKey.of(SESSION, GROUP)).with(Subscription.begin(AT)),
            ContactRecord.none(PresenceKey.of(SESSION, Jid.lid("4712")))
                .with(Subscription.begin(AT).asked(AT.plusMillis(1)).heard(AT.plusMillis(2))),
            ContactRecord.none(PresenceKey.of(SESSION, Jid.lid("4713")))
                .with(Subscription.begin(AT).denied(AT.plusMillis(1), "not on WhatsApp")))) {
      assertThat(store.save(record)).isTrue();

      assertThat(store.find(record.key())).contains(at(record, 1));
    }
  }

  @Test
  void everyKindOfPresenceComesBack() {
    Presence unknown = Presence.unknown(Identity.of(LID), AT);
    long revision = 0;
    for (Presence presence :
        List.of(unknown, rich(), with(rich(), LastSeen.HIDDEN), with(rich(), LastSeen.UNKNOWN))) {
      assertThat(store.save(at(ContactRecord.none(KEY).with(presence), revision))).isTrue();
      revision++;

      assertThat(store.find(KEY).flatMap(ContactRecord::presence)).contains(presence);
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    ContactRecord record = ContactRecord.none(KEY).with(rich());
    assertThat(store.save(at(record, 1))).isFalse();
    assertThat(store.save(record)).isTrue();

    assertThat(store.save(record)).isFalse();
    assertThat(store.save(at(record, 2))).isFalse();
    assertThat(store.save(at(record, 1).with(ended()))).isTrue();

    assertThat(store.find(KEY)).contains(at(record, 2).with(ended()));
  }

  @Test
  void sessionsDoNotSeeEachOther() {
    store.save(ContactRecord.none(KEY).with(rich()));
    var other = new SessionName("shop2");

    assertThat(store.find(PresenceKey.of(other, PHONE))).isEmpty();
    assertThat(store.list(other, Optional.empty(), 10).items()).isEmpty();
    assertThat(store.findAll(other, List.of(PHONE))).isEmpty();
  }

  @Test
  void aLinkedLidLeadsToThePhoneNumbersRecord() {
    store.save(ContactRecord.none(LID_KEY).with(rich()));
    Optional<ContactRecord> absorbed = store.find(LID_KEY);

    assertThat(store.saveLinked(ContactRecord.none(KEY).with(rich()), LID, absorbed)).isTrue();

    ContactRecord linked = at(ContactRecord.none(KEY).with(rich()), 1);
    assertThat(store.find(LID_KEY)).contains(linked);
    assertThat(store.find(KEY)).contains(linked);
    assertThat(store.findAll(SESSION, List.of(LID, PHONE))).containsExactly(linked);
    assertThat(store.findAll(SESSION, List.of(LID))).containsExactly(linked);
    assertThat(all(10)).containsExactly(linked);
  }

  @Test
  void linkingOnceMoreChangesNothingButTheRecord() {
    assertThat(link(ContactRecord.none(KEY))).isTrue();

    assertThat(link(at(ContactRecord.none(KEY), 1))).isTrue();

    assertThat(store.find(LID_KEY)).contains(at(ContactRecord.none(KEY), 2));
  }

  @Test
  void aLidThatMovedLeadsToItsNewPhoneNumber() {
    link(ContactRecord.none(KEY));
    var newKey = PresenceKey.of(SESSION, Jid.phone("5511999990002"));

    assertThat(link(ContactRecord.none(newKey))).isFalse();
    assertThat(store.saveLinked(ContactRecord.none(newKey), LID, store.find(KEY))).isTrue();

    assertThat(store.find(LID_KEY)).contains(at(ContactRecord.none(newKey), 1));
    assertThat(store.find(KEY)).contains(at(ContactRecord.none(KEY), 2));
  }

  @Test
  void linkingWritesNothingWhenEitherSideMovedOn() {
    store.save(ContactRecord.none(LID_KEY));
    ContactRecord lid = store.find(LID_KEY).orElseThrow();
    store.save(lid);

    assertThat(link(ContactRecord.none(KEY))).isFalse();
    assertThat(store.saveLinked(ContactRecord.none(KEY), LID, Optional.of(lid))).isFalse();
    assertThat(store.find(KEY)).isEmpty();

    store.save(ContactRecord.none(KEY));
    assertThat(store.saveLinked(ContactRecord.none(KEY), LID, store.find(LID_KEY))).isFalse();
    assertThat(store.find(LID_KEY)).contains(at(lid, 2));
  }

  @Test
  void aLinkedLidGetsNoRecordOfItsOwn() {
    link(ContactRecord.none(KEY));

    assertThat(store.save(ContactRecord.none(LID_KEY))).isFalse();
    assertThat(store.find(LID_KEY).map(ContactRecord::key)).contains(KEY);
  }

  @Test
  void aPersonsGroupsAreFound() {
    ContactRecord person = ContactRecord.none(KEY);
    for (int i = 0; i < 30; i++) {
      var key = new PresenceKey(SESSION, PHONE, Optional.of(Jid.parse("12036" + i + "@g.us")));
      assertThat(store.saveParticipant(ContactRecord.none(key), person, Optional.empty())).isTrue();
    }
    var longer = PresenceKey.of(SESSION, Jid.phone("55119999900011"));
    store.saveParticipant(
        ContactRecord.none(longer.in(GROUP)), ContactRecord.none(longer), Optional.empty());

    assertThat(store.groupsOf(SESSION, PHONE)).hasSize(30).doesNotContain(GROUP);
    assertThat(store.groupsOf(SESSION, LID)).isEmpty();
    assertThat(all(10)).hasSize(31);
  }

  @Test
  void aParticipantIsStoredOnlyIfThePersonIsTheSame() {
    ContactRecord person = ContactRecord.none(KEY);
    store.save(person);

    assertThat(store.saveParticipant(participant(PHONE), person, Optional.empty())).isFalse();
    assertThat(store.group(SESSION, GROUP)).isEmpty();

    assertThat(store.saveParticipant(participant(PHONE), at(person, 1), Optional.empty())).isTrue();
    assertThat(store.saveParticipant(participant(PHONE), at(person, 1), Optional.empty()))
        .isFalse();
    assertThat(store.group(SESSION, GROUP)).containsExactly(at(participant(PHONE), 1));
  }

  @Test
  void aLidThatIsLinkedGetsNoRecordInAGroup() {
    link(ContactRecord.none(KEY));

    assertThat(
            store.saveParticipant(participant(LID), ContactRecord.none(LID_KEY), Optional.empty()))
        .isFalse();
    assertThat(store.group(SESSION, GROUP)).isEmpty();
  }

  @Test
  void inAGroupToALidsRecordLeadsToTheNumbers() {
    store.saveParticipant(participant(LID), ContactRecord.none(LID_KEY), Optional.empty());
    link(ContactRecord.none(KEY));
    ContactRecord person = at(ContactRecord.none(KEY), 1);

    assertThat(
            store.saveParticipant(participant(PHONE), person, Optional.of(at(participant(LID), 2))))
        .isFalse();
    assertThat(
            store.saveParticipant(participant(PHONE), person, Optional.of(at(participant(LID), 1))))
        .isTrue();

    assertThat(store.group(SESSION, GROUP)).containsExactly(at(participant(PHONE), 1));
    assertThat(store.find(participant(LID).key())).contains(at(participant(PHONE), 1));
    assertThat(store.groupsOf(SESSION, LID)).isEmpty();
    assertThat(store.groupsOf(SESSION, PHONE)).containsExactly(GROUP);
  }

  @Test
  void inAGroupALidThatMovedLeadsToItsNewPhoneNumber() {
    link(ContactRecord.none(KEY));
    ContactRecord person = at(ContactRecord.none(KEY), 1);
    store.saveParticipant(participant(PHONE), person, Optional.empty());
    Jid next = Jid.phone("5511999990002");
    var nextKey = PresenceKey.of(SESSION, next);
    assertThat(store.saveLinked(ContactRecord.none(nextKey), LID, Optional.of(person))).isTrue();
    var both = Presence.unknown(Identity.of(next, LID, Identity.Mode.PN), AT);
    ContactRecord moved = participant(next).with(both);

    assertThat(
            store.saveParticipant(
                moved, at(ContactRecord.none(nextKey), 1), store.find(participant(PHONE).key())))
        .isTrue();

    assertThat(store.find(participant(LID).key())).contains(at(moved, 1));
    assertThat(store.group(SESSION, GROUP))
        .containsExactlyInAnyOrder(at(moved, 1), at(participant(PHONE), 2));
  }

  @Test
  void aNumberThatALidLeavesIsStoredWithTheLink() {
    link(ContactRecord.none(KEY));
    ContactRecord left = at(ContactRecord.none(KEY), 1).with(rich());
    ContactRecord number = ContactRecord.none(PresenceKey.of(SESSION, Jid.phone("5511999990002")));

    assertThat(store.saveLinked(number, LID, Optional.of(at(left, 2)))).isFalse();
    assertThat(store.saveLinked(number, Jid.lid("4711"), Optional.of(left))).isFalse();
    assertThat(store.saveLinked(number, LID, Optional.of(left))).isTrue();

    assertThat(store.find(LID_KEY)).contains(at(number, 1));
    assertThat(store.find(KEY)).contains(at(left, 2));
  }

  @Test
  void manyPeopleAreFoundAtOnceEachOnce() {
    List<Jid> people = people(130);
    people.forEach(who -> store.save(ContactRecord.none(PresenceKey.of(SESSION, who))));
    List<Jid> asked = new ArrayList<>(people);
    asked.addAll(people.subList(0, 20));
    asked.add(LID);

    assertThat(store.findAll(SESSION, asked))
        .extracting(record -> record.key().contact())
        .containsExactlyInAnyOrderElementsOf(people);
  }

  @Test
  void aGroupIsItsOwnRecordAndItsParticipants() {
    ContactRecord own = ContactRecord.none(PresenceKey.of(SESSION, GROUP));
    ContactRecord inOtherGroup =
        ContactRecord.none(
            new PresenceKey(SESSION, PHONE, Optional.of(Jid.parse("120363025246125017@g.us"))));
    for (ContactRecord record :
        List.of(own, participant(PHONE), participant(LID), inOtherGroup, ContactRecord.none(KEY))) {
      store.save(record);
    }

    assertThat(store.group(SESSION, GROUP))
        .containsExactlyInAnyOrder(at(own, 1), at(participant(PHONE), 1), at(participant(LID), 1));
  }

  @Test
  void aListIsPagedByPathAndSkipsAliases() {
    List<Jid> people = people(7);
    people.forEach(who -> store.save(ContactRecord.none(PresenceKey.of(SESSION, who))));
    store.save(participant(PHONE));
    for (int i = 0; i < people.size(); i++) {
      Jid lid = Jid.lid("55119" + i);
      ContactRecord person = store.find(PresenceKey.of(SESSION, people.get(i))).orElseThrow();
      assertThat(store.saveLinked(person, lid, Optional.empty())).isTrue();
    }
    List<String> paths = new ArrayList<>(people.stream().map(Jid::toString).toList());
    paths.add(participant(PHONE).key().path());
    Collections.sort(paths);

    for (int limit : List.of(1, 2, 3, 4, 7, 8, 9, 100)) {
      assertThat(all(limit)).extracting(record -> record.key().path()).isEqualTo(paths);
    }
    Page<ContactRecord> first = store.list(SESSION, Optional.empty(), 3);
    assertThat(first.items()).hasSize(3);
    assertThat(first.next()).contains(paths.get(2));
    assertThat(store.list(SESSION, Optional.empty(), paths.size()).next()).isEmpty();
    assertThat(store.list(SESSION, Optional.of(paths.getLast()), 3).items()).isEmpty();
  }

  @Test
  void removingAllLeavesOtherSessionsAlone() {
    people(60).forEach(who -> store.save(ContactRecord.none(PresenceKey.of(SESSION, who))));
    link(ContactRecord.none(KEY));
    ContactRecord other = ContactRecord.none(PresenceKey.of(new SessionName("shop2"), PHONE));
    store.save(other);

    store.removeAll(SESSION);
    store.removeAll(SESSION);

    assertThat(all(10)).isEmpty();
    assertThat(store.find(LID_KEY)).isEmpty();
    assertThat(store.save(ContactRecord.none(LID_KEY))).isTrue();
    assertThat(store.find(other.key())).contains(at(other, 1));
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    for (long revision = 0; revision < 5; revision++) {
      ContactRecord read = at(ContactRecord.none(KEY), revision);

      List<Boolean> won = ConcurrentCallers.of(CROWD, i -> store.save(read.with(numbered(i))));

      assertThat(won).containsOnlyOnce(true);
      assertThat(store.find(KEY))
          .contains(at(read.with(numbered(won.indexOf(true))), revision + 1));
    }
  }

  @Test
  void ofManyWritersOfTheSameOneWins() {
    assertThat(ConcurrentCallers.of(CROWD, _ -> store.save(ContactRecord.none(KEY).with(rich()))))
        .containsOnlyOnce(true);
  }

  @Test
  void eitherTheLidIsLinkedOrItHasARecord() {
    for (int round = 0; round < 5; round++) {
      var person = PresenceKey.of(SESSION, Jid.phone("551199999100" + round));
      Jid lid = Jid.lid("9000" + round);
      ContactRecord lidRecord = ContactRecord.none(PresenceKey.of(SESSION, lid));

      List<Boolean> won =
          ConcurrentCallers.of(
              10,
              i ->
                  i % 2 == 0
                      ? store.save(lidRecord)
                      : store.saveLinked(ContactRecord.none(person), lid, Optional.empty()));

      boolean linked = store.find(lidRecord.key()).filter(r -> r.key().equals(person)).isPresent();
      assertThat(won.stream().filter(w -> w).count()).isLessThanOrEqualTo(1);
      assertThat(store.find(person).isPresent()).isEqualTo(linked);
    }
  }

  private boolean link(ContactRecord record) {
    return store.saveLinked(record, LID, Optional.empty());
  }

  private List<ContactRecord> all(int limit) {
    List<ContactRecord> all = new ArrayList<>();
    Page.each(after -> store.list(SESSION, after, limit)).forEach(all::add);
    return all;
  }

  private static List<Jid> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> Jid.phone("55119" + (1000000 + i))).toList();
  }

  private static ContactRecord participant(Jid who) {
    return ContactRecord.none(new PresenceKey(SESSION, who, Optional.of(GROUP)));
  }

  private static ContactRecord at(ContactRecord record, long revision) {
    return new ContactRecord(
        record.key(), record.presence(), record.subscription(), record.joining(), revision);
  }

  private static Subscription ended() {
    return Subscription.begin(AT).renew(AT.plusMillis(17)).end(AT.plusSeconds(9));
  }

  private static Presence rich() {
    return new Presence(
        Identity.of(PHONE, LID, Identity.Mode.LID),
        Optional.of(Availability.AVAILABLE),
        Optional.of(new TimedActivity(Activity.RECORDING, AT.plusMillis(1), AT.plusSeconds(25))),
        new LastSeen.Visible(AT.minusSeconds(60)),
        Optional.of(AT.minusMillis(59_999)),
        new Presence.Version(new Seq(42), AT.minusSeconds(3600), AT.plusMillis(120)),
        new ReportHistory(
            Optional.of(AT),
            List.of("evt-2", "evt-1", "evt-3"),
            new FactTimes(
                Optional.of(AT.plusMillis(3)),
                Optional.of(AT.plusMillis(4)),
                Optional.of(AT.plusMillis(5)),
                Optional.of(AT.plusMillis(6)))),
        Optional.of(new Confirmation(AT, AT.plusSeconds(21_600))));
  }

  private static Presence with(Presence presence, LastSeen lastSeen) {
    return new Presence(
        Identity.of(LID),
        presence.availability().map(_ -> Availability.UNAVAILABLE),
        Optional.empty(),
        lastSeen,
        Optional.empty(),
        presence.version(),
        ReportHistory.NONE,
        Optional.empty());
  }

  private static Presence numbered(long number) {
    Presence unknown = Presence.unknown(Identity.of(PHONE), AT);
    return unknown.with(new Presence.Version(new Seq(number), AT, AT));
  }
}
