package dev.presently.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTypingTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String SALES = "5511999999999@s.whatsapp.net";
  private static final String DESK = "5511911111111@s.whatsapp.net";
  private static final String GROUP = "120363000000000001@g.us";

  private final SendTyping sendTyping = new SendTyping(deployment);

  private Answer type(String session, String body) {
    return new Call().session(session).body(body).to(sendTyping);
  }

  private void twoSessions() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "                        | COMPOSING",
        ",\"state\":\"composing\"  | COMPOSING",
        ",\"state\":\"typing\"     | COMPOSING",
        ",\"state\":\"recording\"  | RECORDING",
        ",\"state\":\"paused\"     | UNAVAILABLE",
      })
  void aSubscribedSessionSeesIt(String state, PresenceState shown) {
    twoSessions();
    deployment.subscribe("desk", SALES);

    Answer answer =
        type("sales", "{\"chatId\":\"" + DESK + "\"" + (state == null ? "" : state) + "}");

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.presence("desk", SALES).orElseThrow().state()).isEqualTo(shown);
  }

  @Test
  void aSessionWithoutASubscriptionSeesNothing() {
    twoSessions();

    assertThat(type("sales", "{\"chatId\":\"" + DESK + "\"}").status()).isEqualTo(200);
    assertThat(deployment.presence("desk", SALES)).isEmpty();
  }

  @Test
  void inAGroupEverySubscriberOfTheGroupSeesIt() {
    twoSessions();
    deployment.subscribe("desk", GROUP);

    type("sales", "{\"chatId\":\"" + GROUP + "\"}");

    assertThat(deployment.presences.group(new SessionName("desk"), Jid.parse(GROUP)))
        .flatExtracting(record -> record.presence().map(Presence::state).stream().toList())
        .containsExactly(PresenceState.COMPOSING);
  }

  @Test
  void aSessionThatIsNotConnectedIsAConflict() {
    deployment.store(Examples.loopback("sales"));

    assertThat(type("sales", "{\"chatId\":\"" + DESK + "\"}").problem())
        .isEqualTo("409 session_not_connected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{}                                                | 400 missing_field chatId",
        "{\"chatId\":\"nobody\"}                             | 400 invalid_value chatId",
        "{\"chatId\":\"5511911111111\",\"state\":\"singing\"}  | 400 invalid_value state",
        "{\"chatId\":\"5511911111111\",\"media\":\"audio\"}    | 400 unknown_field media",
      })
  void anInvalidFieldIsRefusedByName(String body, String problem) {
    assertThat(type("nobody", body).problem()).isEqualTo(problem);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(type("nobody", "{\"chatId\":\"" + DESK + "\"}").problem())
        .isEqualTo("404 session_not_found");
  }

  private Answer typeLater(String session, String body) {
    return new Call().session(session).body(body).header("Prefer", "respond-async").to(sendTyping);
  }

  @Test
  void respondAsyncQueuesTheCommand() {
    twoSessions();
    deployment.subscribe("desk", SALES);

    Answer answer = typeLater("sales", "{\"chatId\":\"+5511911111111\",\"state\":\"recording\"}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.SendTyping(new SessionName("sales"), Jid.parse(DESK), Typing.RECORDING),
                Call.REQUEST));
    assertThat(deployment.presence("desk", SALES).orElseThrow().state())
        .isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void anImpossibleCommandIsAnsweredAtOnceDespiteRespondAsync() {
    deployment.store(Examples.loopback("sales"));
    String typing = "{\"chatId\":\"" + DESK + "\"}";

    assertThat(typeLater("sales", "{}").problem()).isEqualTo("400 missing_field chatId");
    assertThat(typeLater("nobody", typing).problem()).isEqualTo("404 session_not_found");
    assertThat(typeLater("sales", typing).problem()).isEqualTo("409 session_not_connected");
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }
}
