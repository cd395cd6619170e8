package dev.presently.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandResultTest {
  private static CommandResult result(String json) {
    return new CommandResult(
        CorrelationId.of("1"), new SessionName("shop"), true, json, Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "5511999999999, 5511999999999@s.whatsapp.net",
    "+5511999999999, 5511999999999@s.whatsapp.net",
    "5511999999999@c.us, 5511999999999@s.whatsapp.net",
    "1@lid, 1@lid",
  })
  void anAddressIsFoundInEveryForm(String given, String chat) {
    assertThat(result("{\"subscribed\":[\"" + given + "\"]}").mentions(Jid.parse(chat))).isTrue();
  }

  /** {@code 1@lid} was once found in {@code 81@lid}, and a short number in a longer one. */
  @ParameterizedTest
  @CsvSource({
    "81@lid, 1@lid",
    "55119999999990, 5511999999999@s.whatsapp.net",
    "15511999999999, 5511999999999@s.whatsapp.net",
    "5511999999998, 5511999999999@s.whatsapp.net",
  })
  void aLongerNumberIsNotFound(String given, String chat) {
    assertThat(result("{\"subscribed\":[\"" + given + "\"]}").mentions(Jid.parse(chat))).isFalse();
  }

  @Test
  void itIsFoundBehindALongerNumberToo() {
    assertThat(result("[\"81@lid\",\"1@lid\"]").mentions(Jid.parse("1@lid"))).isTrue();
  }
}
