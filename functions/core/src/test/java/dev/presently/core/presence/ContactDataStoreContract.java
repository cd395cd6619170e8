package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link ContactDataStore} keeps to. */
public abstract class ContactDataStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid PHONE = Jid.phone("5511999990001");
  private static final Jid LONGER = Jid.phone("55119999900011");
  private static final Jid LID = Jid.lid("99");
  private static final Jid GROUP = Jid.parse("1203@g.us");
  private static final Jid OTHER_GROUP = Jid.parse("12034@g.us");

  /** The same at each call; empty at first. */
  protected abstract ContactDataStore traces();

  /** The store of the same contacts. */
  protected abstract PresenceStore store();

  @Test
  void ofAStrangerThereIsNothing() {
    assertThat(of(PHONE)).isEqualTo(new ContactRecords(List.of(), Map.of()));
    assertThat(of(GROUP)).isEqualTo(new ContactRecords(List.of(), Map.of()));
    traces().remove(SHOP, of(PHONE));
  }

  @Test
  void ofAPersonEveryRecordIsFoundAlsoInGroups() {
    keep(contact(PHONE), in(GROUP, PHONE), in(OTHER_GROUP, PHONE));
    keep(contact(LONGER), in(GROUP, LONGER), contact(GROUP), contact(LID));

    assertThat(keys(of(PHONE)))
        .isEqualTo(keys(contact(PHONE), in(GROUP, PHONE), in(OTHER_GROUP, PHONE)));
    assertThat(of(PHONE).links()).isEmpty();
    assertThat(of(PHONE).addresses()).containsExactly(PHONE);
  }

  @Test
  void aRecordUnderAnotherAddressNamesTheContact() {
    ContactRecord linked =
        in(GROUP, PHONE)
            .with(
                Presence.unknown(
                    Identity.of(PHONE, LID, Identity.Mode.LID), TestClock.START.plusSeconds(1)));
    keep(linked, in(OTHER_GROUP, LID));

    assertThat(keys(of(LID))).isEqualTo(keys(linked, in(OTHER_GROUP, LID)));
    assertThat(of(LID).addresses()).containsExactlyInAnyOrder(PHONE, LID);
  }

  @Test
  void linkedLidsAreFoundByEitherAddress() {
    store().saveLinked(contact(PHONE), LID, Optional.empty());
    store().saveLinked(store().find(contact(PHONE).key()).get(), Jid.lid("98"), Optional.empty());

    assertThat(of(PHONE).links()).isEqualTo(Map.of(LID, PHONE, Jid.lid("98"), PHONE));
    assertThat(of(LID).links()).isEqualTo(Map.of(LID, PHONE));
    assertThat(of(LID).addresses()).contains(PHONE);
  }

  @Test
  void ofAGroupItsOwnRecordAndItsParticipantsAreFound() {
    keep(contact(GROUP), in(GROUP, PHONE), in(GROUP, LID));
    keep(contact(OTHER_GROUP), in(OTHER_GROUP, PHONE), contact(PHONE));

    assertThat(keys(of(GROUP))).isEqualTo(keys(contact(GROUP), in(GROUP, PHONE), in(GROUP, LID)));
  }

  @Test
  void anotherSessionsAreLeftAlone() {
    store().save(ContactRecord.none(PresenceKey.of(new SessionName("desk"), PHONE)));

    assertThat(of(PHONE).records()).isEmpty();
  }

  @Test
  void whatIsRemovedIsGoneAndTheRestStays() {
    store().saveLinked(contact(PHONE), LID, Optional.empty());
    keep(in(GROUP, PHONE), in(GROUP, LONGER), contact(LONGER));
    ContactRecords found = of(PHONE);

    traces().remove(SHOP, found);
    traces().remove(SHOP, found);

    assertThat(of(PHONE)).isEqualTo(new ContactRecords(List.of(), Map.of()));
    assertThat(store().find(contact(LID).key())).isEmpty();
    assertThat(keys(of(LONGER))).isEqualTo(keys(in(GROUP, LONGER), contact(LONGER)));
    assertThat(store().save(contact(LID))).isTrue();
    assertThat(store().save(contact(PHONE))).isTrue();
  }

  @Test
  void whoIsRemovedIsInNoGroup() {
    ContactRecord lid = contact(LID);
    store().saveParticipant(in(GROUP, LID), lid, Optional.empty());
    store().saveLinked(contact(PHONE), LID, Optional.empty());
    ContactRecord person = store().find(contact(PHONE).key()).orElseThrow();
    var both = Presence.unknown(Identity.of(PHONE, LID, Identity.Mode.PN), TestClock.START);
    store()
        .saveParticipant(in(GROUP, PHONE).with(both), person, store().find(in(GROUP, LID).key()));

    traces().remove(SHOP, of(PHONE));

    assertThat(store().groupsOf(SHOP, PHONE)).isEmpty();
    assertThat(store().groupsOf(SHOP, LID)).isEmpty();
    assertThat(store().saveParticipant(in(GROUP, LID), contact(LID), Optional.empty())).isTrue();
  }

  @Test
  void aNumberThatTheLidLeftLeavesNoAliasInAGroup() {
    linkedIn(GROUP, LID);
    linkedIn(GROUP, Jid.lid("98"));
    ContactRecord left = store().find(contact(PHONE).key()).orElseThrow();
    assertThat(store().saveLinked(contact(LONGER), LID, Optional.of(left))).isTrue();

    traces().remove(SHOP, of(PHONE));

    keep(contact(PHONE), in(GROUP, PHONE));
    assertThat(store().find(in(GROUP, LID).key())).isEmpty();
    assertThat(of(LID).addresses()).containsExactlyInAnyOrder(LID, LONGER);
  }

  @Test
  void aFormerLidLeavesNoAliasInAGroup() {
    linkedIn(GROUP, LID);
    linkedIn(GROUP, Jid.lid("98"));

    traces().remove(SHOP, of(PHONE));

    keep(contact(PHONE), in(GROUP, PHONE));
    assertThat(store().find(in(GROUP, LID).key())).isEmpty();
    assertThat(store().find(in(GROUP, Jid.lid("98")).key())).isEmpty();
  }

  @Test
  void aGroupKeepsNoAliasOfAFormerLid() {
    linkedIn(GROUP, LID);
    linkedIn(GROUP, Jid.lid("98"));

    traces().remove(SHOP, of(GROUP));

    keep(in(GROUP, PHONE));
    assertThat(store().find(in(GROUP, LID).key())).isEmpty();
  }

  /** The LID had a record in the group, and was then linked to the number. */
  private void linkedIn(Jid group, Jid lid) {
    var both = Presence.unknown(Identity.of(PHONE, lid, Identity.Mode.PN), TestClock.START);
    ContactRecord number = stored(contact(PHONE)).with(both);
    assertThat(store().saveParticipant(in(group, lid), contact(lid), Optional.empty())).isTrue();
    assertThat(store().saveLinked(number, lid, Optional.empty())).isTrue();
    assertThat(
            store()
                .saveParticipant(
                    stored(in(group, PHONE)).with(both),
                    stored(number),
                    store().find(in(group, lid).key())))
        .isTrue();
  }

  private ContactRecord stored(ContactRecord record) {
    return store().find(record.key()).orElse(record);
  }

  @Test
  void howeverManyContactsASessionHasThePersonIsFound() {
    for (int i = 0; i < 600; i++) {
      store().save(contact(Jid.phone("55119" + (1_000_000 + i))));
    }
    keep(in(GROUP, PHONE), contact(PHONE));

    assertThat(keys(of(PHONE))).isEqualTo(keys(in(GROUP, PHONE), contact(PHONE)));
  }

  private ContactRecords of(Jid... addresses) {
    return traces().of(SHOP, Set.of(addresses));
  }

  private void keep(ContactRecord... records) {
    for (ContactRecord record : records) {
      assertThat(store().save(record)).isTrue();
    }
  }

  private static Set<PresenceKey> keys(ContactRecords traces) {
    return traces.records().stream().map(ContactRecord::key).collect(Collectors.toSet());
  }

  private static Set<PresenceKey> keys(ContactRecord... records) {
    return keys(new ContactRecords(Arrays.asList(records), Map.of()));
  }

  private static ContactRecord contact(Jid jid) {
    return ContactRecord.none(PresenceKey.of(SHOP, jid));
  }

  private static ContactRecord in(Jid group, Jid who) {
    return ContactRecord.none(new PresenceKey(SHOP, who, Optional.of(group)));
  }
}
