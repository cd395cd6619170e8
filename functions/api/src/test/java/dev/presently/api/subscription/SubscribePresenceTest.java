package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribePresenceTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String SALES = "5511999999999@s.whatsapp.net";

  private final SubscribePresence subscribePresence = new SubscribePresence(deployment);

  @Test
  void theContactsStateIsStoredAtOnce() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.engine("sales").setPresence(Availability.AVAILABLE);
    deployment.storeConnected("desk", "+5511911111111");

    Answer answer = new Call().session("desk").chat("+5511999999999").to(subscribePresence);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.presence("desk", SALES).orElseThrow().state())
        .isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aRepeatedSubscriptionIsRenewed() {
    deployment.storeConnected("desk", "+5511911111111");
    new Call().session("desk").chat(SALES).to(subscribePresence);
    Instant later = deployment.clock.advance(Duration.ofHours(1));

    new Call().session("desk").chat(SALES).body("{}").to(subscribePresence);

    assertThat(deployment.presences.find(Examples.key("desk", SALES)).orElseThrow().subscription())
        .hasValueSatisfying(
            wish -> {
              assertThat(wish.createdAt()).isEqualTo(TestClock.START);
              assertThat(wish.renewedAt()).isEqualTo(later);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"120363000000000001@g.us", "120363000000000001@newsletter", "status@broadcast"})
  void chatsOfEveryKindCanBeSubscribedTo(String chat) {
    deployment.store(Examples.remote("shop", "+5511999999999"));

    assertThat(new Call().session("shop").chat(chat).to(subscribePresence).status()).isEqualTo(200);
    assertThat(deployment.presences.find(Examples.key("shop", chat)).orElseThrow().isSubscribed())
        .isTrue();
  }

  @Test
  void theAnswerNamesTheContactIfWhatsAppKnowsItByAnotherNumber() {
    deployment.store(
        Examples.remote("shop", "+5511999999999")
            .withStatus(SessionStatus.CONNECTED, TestClock.START));
    deployment.engine.answering(
        new EngineAnswer.Done(Optional.empty(), Optional.of(Jid.phone("553191234567"))));

    assertThat(new Call().session("shop").chat("5531991234567").to(subscribePresence).text())
        .isEqualTo("{\"success\":true,\"chatId\":\"553191234567@s.whatsapp.net\"}");
    assertThat(
            deployment
                .presences
                .find(Examples.key("shop", "553191234567@s.whatsapp.net"))
                .orElseThrow()
                .isSubscribed())
        .isTrue();
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(SALES).to(subscribePresence).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidFieldIsRefusedByName() {
    assertThat(new Call().session("desk").chat("nobody").to(subscribePresence).problem())
        .isEqualTo("400 invalid_value chatId");
    assertThat(new Call().session("-").chat(SALES).to(subscribePresence).problem())
        .isEqualTo("400 invalid_value session");
    assertThat(
            new Call().session("d").chat(SALES).body("{\"x\":1}").to(subscribePresence).problem())
        .isEqualTo("400 unknown_field x");
  }

  @Test
  void respondAsyncQueuesTheCommand() {
    deployment.store(Examples.loopback("desk"));

    Answer answer =
        new Call()
            .session("desk")
            .chat("+5511999999999")
            .header("Prefer", "respond-async")
            .to(subscribePresence);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.SubscribePresence(new SessionName("desk"), Jid.parse(SALES)),
                Call.REQUEST));
    assertThat(deployment.presences.find(Examples.key("desk", SALES))).isEmpty();
  }

  @Test
  void anImpossibleCommandIsAnsweredAtOnceDespiteRespondAsync() {
    assertThat(
            new Call()
                .session("desk")
                .chat("nobody")
                .header("Prefer", "respond-async")
                .to(subscribePresence)
                .problem())
        .isEqualTo("400 invalid_value chatId");
    assertThat(
            new Call()
                .session("nobody")
                .chat(SALES)
                .header("Prefer", "respond-async")
                .to(subscribePresence)
                .problem())
        .isEqualTo("404 session_not_found");
  }
}
