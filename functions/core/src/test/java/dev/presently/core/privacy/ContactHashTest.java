package dev.presently.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import org.junit.jupiter.api.Test;

class ContactHashTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid BOB = Jid.phone("5511999990001");

  @Test
  void itIsTheSameForTheSameContactAlone() {
    ContactHash hash = ContactHash.of(SHOP, BOB);

    assertThat(hash).isEqualTo(ContactHash.of(SHOP, BOB));
    assertThat(hash).isNotEqualTo(ContactHash.of(SHOP, Jid.phone("5511999990002")));
    assertThat(hash).isNotEqualTo(ContactHash.of(new SessionName("desk"), BOB));
  }

  @Test
  void itShowsNothingOfTheAddress() {
    assertThat(ContactHash.of(SHOP, BOB).toString())
        .matches("[0-9a-f]{32}")
        .doesNotContain("99999");
  }
}
