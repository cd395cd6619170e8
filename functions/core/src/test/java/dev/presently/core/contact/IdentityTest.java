package dev.presently.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private final Jid phone = Jid.phone("5511999999999");
  private final Jid lid = Jid.lid("81000000000001");

  @Test
  void somebodyKnownByBothAddressesIsKeptUnderThePhoneNumber() {
    assertThat(Identity.of(phone, lid, Identity.Mode.LID).jid()).isEqualTo(phone);
    assertThat(Identity.of(lid).jid()).isEqualTo(lid);
  }

  @Test
  void whatALaterReportDoesNotSayStaysKnown() {
    Identity linked = Identity.of(phone, lid, Identity.Mode.PN);

    assertThat(linked.mergedWith(Identity.of(lid)))
        .isEqualTo(new Identity(Optional.of(phone), Optional.of(lid), Identity.Mode.LID));
    assertThat(Identity.of(lid).isLinked()).isFalse();
    assertThat(Identity.of(lid).mergedWith(linked).isLinked()).isTrue();
  }

  @Test
  void aGroupIsNobody() {
    Jid group = Jid.parse("120363000000000001@g.us");

    assertThatIllegalArgumentException().isThrownBy(() -> Identity.of(group));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(Optional.empty(), Optional.empty(), Identity.Mode.PN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(Optional.of(lid), Optional.empty(), Identity.Mode.PN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(Optional.empty(), Optional.of(phone), Identity.Mode.PN));
  }

  @Test
  void aPhoneNumberHasAPlusAndSevenToFifteenDigits() {
    assertThat(PhoneNumber.parse("+5511999999999").jid()).isEqualTo(phone);
    assertThat(PhoneNumber.parse("+5511999999999")).hasToString("+5511999999999");
    for (String text :
        new String[] {"5511999999999", "+123456", "+1234567890123456", "+0511999999999", ""}) {
      assertThatThrownBy(() -> PhoneNumber.parse(text))
          .isInstanceOf(InvalidValue.class)
          .hasMessageContaining("E.164");
    }
  }
}
