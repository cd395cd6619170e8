package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactRecordsTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid BOB = Jid.phone("5511999990001");
  private static final Jid LID = Jid.lid("99");
  private static final Jid OLD = Jid.lid("98");
  private static final Jid GROUP = Jid.parse("120300000001@g.us");

  @Test
  void whoIsKnownByNumberAndLidHasBothAddresses() {
    var both = Presence.unknown(Identity.of(BOB, LID, Identity.Mode.PN), Instant.EPOCH);
    ContactRecord record =
        ContactRecord.none(new PresenceKey(SHOP, BOB, Optional.of(GROUP))).with(both);

    assertThat(record.addresses()).containsExactlyInAnyOrder(BOB, LID);
    assertThat(new ContactRecords(List.of(record), Map.of()).addresses())
        .containsExactlyInAnyOrder(BOB, LID);
  }

  @Test
  void aLinkedLidIsAnAddressToo() {
    assertThat(new ContactRecords(List.of(), Map.of(OLD, BOB)).addresses())
        .containsExactlyInAnyOrder(OLD, BOB);
  }

  @Test
  void aContactWithoutReportsHasOneAddress() {
    ContactRecord record = ContactRecord.none(PresenceKey.of(SHOP, LID));

    assertThat(new ContactRecords(List.of(record), Map.of()).addresses()).containsExactly(LID);
  }
}
