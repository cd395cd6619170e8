package dev.presently.adapters.engines.titan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitanTest {
  private static final EngineSettings TITAN =
      EngineSettings.of(new EngineType("titan")).withSession("shop");

  private final Titan titan = new Titan();

  @ParameterizedTest
  @CsvSource({
    "+5511999990002,5511999990002@s.whatsapp.net,5511999990002%40s.whatsapp.net",
    "81000000000002@lid,81000000000002@lid,81000000000002%40lid",
    "120363000000000001@g.us,120363000000000001@g.us,120363000000000001%40g.us"
  })
  void everyAddressIsWrittenAsAJid(String jid, String chatId, String segment) {
    var subscribe = new EngineCommand.Subscribe(Jid.parse(jid));
    var typing = new EngineCommand.SendTyping(Jid.parse(jid), Typing.COMPOSING);

    assertThat(titan.calls(TITAN, subscribe).getFirst().request().path())
        .isEqualTo("/api/sessions/shop/presence/" + segment + "/subscribe");
    assertThat(titan.calls(TITAN, typing).getFirst().request().body().orElseThrow())
        .hasToString("{\"chatId\":\"" + chatId + "\",\"state\":\"composing\"}");
  }

  @Test
  void unavailableIsItsOwnWord() {
    var command = new EngineCommand.SetPresence(Availability.UNAVAILABLE);

    assertThat(titan.calls(TITAN, command).getFirst().request().body().orElseThrow())
        .hasToString("{\"presence\":\"unavailable\"}");
  }

  @Test
  void theNameOfTheSessionIsRequired() {
    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(
            () -> titan.calls(EngineSettings.of(new EngineType("titan")), new EngineCommand.Stop()))
        .withMessage("set engine.session to the Titan session");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>hello | Refused[status=200, reason=the answer is not Titan's]",
        "200 | {} | Refused[status=200, reason=the answer is not Titan's]",
        "401 | {\"error\":\"no key\"} | Unauthorized[status=401]",
        "403 | {\"error\":\"no scope\"} | Unauthorized[status=403]",
        "409 | {\"error\":\"session is Not Connected\"} | NotConnected[reason=session is Not Connected]",
        "404 | <html>gone | Refused[status=404, reason=<html>gone]"
      })
  void anAnswerIsReadInItsWords(int status, String body, String expected) {
    var response = new EngineResponse(status, body.getBytes(StandardCharsets.UTF_8));

    assertThat(TitanAnswers.done(response)).hasToString(expected);
    assertThat(TitanAnswers.session(response)).hasToString(expected);
  }
}
