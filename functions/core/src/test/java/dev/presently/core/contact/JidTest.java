package dev.presently.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {
  @ParameterizedTest
  @CsvSource({
    "5511999999999@s.whatsapp.net, 5511999999999@s.whatsapp.net",
    "5511999999999@c.us, 5511999999999@s.whatsapp.net",
    "+5511999999999, 5511999999999@s.whatsapp.net",
    "5511999999999, 5511999999999@s.whatsapp.net",
    "5511999999999:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
    "81000000000002@lid, 81000000000002@lid",
    "81000000000002:3@lid, 81000000000002@lid",
    "5511999999999.0:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
    "5511999999999.0@c.us, 5511999999999@s.whatsapp.net",
    "5511999999999_1:12@s.whatsapp.net, 5511999999999@s.whatsapp.net",
    "81000000000002.1:0@lid, 81000000000002@lid",
    "120363000000000001@g.us, 120363000000000001@g.us",
    "5511999999999-1600000000@g.us, 5511999999999-1600000000@g.us",
    "120363000000000001@newsletter, 120363000000000001@newsletter",
    "status@broadcast, status@broadcast"
  })
  void everyAliasHasOneNormalForm(String text, String normal) {
    assertThat(Jid.parse(text)).hasToString(normal);
    assertThat(Jid.parse(normal)).isEqualTo(Jid.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "hello",
        "123456",
        "1234567890123456",
        "123456@s.whatsapp.net",
        "1234567890123456@s.whatsapp.net",
        "@s.whatsapp.net",
        "5511999999999@",
        "5511999999999@x.us",
        "a5511999999999@c.us",
        "5511999999999@S.WHATSAPP.NET",
        "5511999999999 @c.us",
        "++5511999999999",
        "other@broadcast",
        "1-2-3@g.us",
        "-1@g.us",
        "123456789012345678901@lid",
        "5511999999999:@c.us",
        "5511999999999:x@c.us",
        "5511999999999.@c.us",
        "5511999999999.0.1@c.us",
        "5511999999999:1.0@c.us",
        "٥٥١١٩٩٩٩٩٩٩٩٩",
        "5511999999999@c.us\n",
        "5511999999999@c.us#5511888888888@c.us"
      })
  void anythingElseIsRefusedWithWhatIsAccepted(String text) {
    assertThatThrownBy(() -> Jid.parse(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("digits@s.whatsapp.net");
  }

  @Test
  void aPersonIsNeitherAGroupNorAChannel() {
    assertThat(Jid.parse("5511999999999").isPerson()).isTrue();
    assertThat(Jid.parse("81000000000002@lid").isPerson()).isTrue();
    assertThat(Jid.parse("120363000000000001@g.us").isPerson()).isFalse();
    assertThat(Jid.parse("120363000000000001@g.us").isGroup()).isTrue();
    assertThat(Jid.parse("status@broadcast").isGroup()).isFalse();
  }
}
