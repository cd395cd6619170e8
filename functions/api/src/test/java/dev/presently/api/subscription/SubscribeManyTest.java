package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribeManyTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final SubscribeMany subscribeMany = new SubscribeMany(deployment);

  private Answer subscribe(String session, String chatIds) {
    return new Call().session(session).body("{\"chatIds\":" + chatIds + "}").to(subscribeMany);
  }

  @Test
  void anInvalidJidDoesNotAffectTheOthers() {
    deployment.storeConnected("desk", "+5511911111111");

    Answer answer = subscribe("desk", "[\"+5511900000002\",\"nobody\",\"5511900000001@c.us\"]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .startsWith(
            "{\"subscribed\":[\"5511900000002@s.whatsapp.net\",\"5511900000001@s.whatsapp.net\"],"
                + "\"failed\":[{\"chatId\":\"nobody\",\"error\":\"not a JID; accepted:")
        .endsWith("\"code\":\"invalid_value\"}]}");
    assertThat(
            deployment
                .presences
                .find(Examples.key("desk", "5511900000001"))
                .orElseThrow()
                .isSubscribed())
        .isTrue();
  }

  @Test
  void itCountsAsManyRequestsAsItHasContacts() {
    deployment.storeConnected("desk", "+5511911111111");

    Answer first = subscribe(1, 5, "['+5511900000001','nobody','+5511900000003']");
    Answer second = subscribe(1, 5, "['+5511900000001','nobody','+5511900000003']");
    Answer third = subscribe(1, 5, "['+5511900000001','nobody']");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("2");
    assertThat(second.problem()).isEqualTo("429 too_many_requests");
    assertThat(third.header("X-RateLimit-Remaining")).isEqualTo("0");
  }

  @Test
  void aRepetitionCountsAsMuchAndGetsTheFirstAnswerWhenThereIsRoomAgain() {
    deployment.storeConnected("desk", "+5511911111111");
    Answer first = subscribeOnce();

    Answer second = subscribeOnce();
    deployment.clock.advance(Duration.ofSeconds(Integer.parseInt(second.header("Retry-After"))));

    assertThat(second.problem()).isEqualTo("429 too_many_requests");
    assertThat(subscribeOnce().body()).isEqualTo(first.body());
  }

  private Answer subscribeOnce() {
    return new Call()
        .method("POST")
        .by(1, 3)
        .session("desk")
        .header("Authorization", "Bearer the-key")
        .header("Idempotency-Key", "once")
        .body("{\"chatIds\":[\"+5511900000001\",\"+5511900000002\"]}")
        .to(subscribeMany);
  }

  @Test
  void moreContactsThanTheKeyMayMakeRequestsAreRefusedAtOnce() {
    deployment.storeConnected("desk", "+5511911111111");

    Answer answer = subscribe(1, 2, "['+5511900000001','+5511900000002','+5511900000003']");

    assertThat(answer.problem()).isEqualTo("400 invalid_value chatIds");
    assertThat(answer.sentence())
        .isEqualTo(
            "invalid chatIds: got 3, which count as 3 requests; accepted: at most 2, the requests"
                + " per minute of this key");
    assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("1");
  }

  private Answer subscribe(int key, int rate, String chatIds) {
    return new Call()
        .by(key, rate)
        .session("desk")
        .body("{\"chatIds\":" + chatIds.replace('\'', '"') + "}")
        .to(subscribeMany);
  }

  @Test
  void eachContactIsSubscribedOnce() {
    deployment.storeConnected("desk", "+5511911111111");

    assertThat(subscribe("desk", "[\"+5511900000002\",\"5511900000002\"]").text())
        .isEqualTo("{\"subscribed\":[\"5511900000002@s.whatsapp.net\"],\"failed\":[]}");
  }

  @Test
  void fiveHundredAreSubscribedInTheOrderRequested() {
    deployment.storeConnected("desk", "+5511911111111");
    List<String> jids =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(i -> "\"%d@s.whatsapp.net\"".formatted(5511900000999L - i))
            .toList();

    assertThat(subscribe("desk", jids.toString()).text())
        .isEqualTo("{\"subscribed\":" + jids.toString().replace(" ", "") + ",\"failed\":[]}");
  }

  @Test
  void aContactWhoseWriteFailsIsUnavailable() {
    deployment.storeConnected("desk", "+5511911111111");
    Jid failing = Jid.parse("5511900000666");
    deployment.engines = () -> deployment.enginesFailingAt(failing);
    var failingNow = new SubscribeMany(deployment);

    Answer answer =
        new Call()
            .session("desk")
            .body("{\"chatIds\":[\"5511900000666\",\"5511900000001\"]}")
            .to(failingNow);

    assertThat(answer.text())
        .isEqualTo(
            "{\"subscribed\":[\"5511900000001@s.whatsapp.net\"],\"failed\":["
                + "{\"chatId\":\"5511900000666\",\"error\":\"temporarily unavailable, try again\","
                + "\"code\":\"unavailable\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[]      | 400 invalid_value chatIds",
        "{}      | 400 invalid_value chatIds",
        "[7]     | 400 invalid_value chatIds[0]",
      })
  void anInvalidListIsRefused(String chatIds, String problem) {
    assertThat(subscribe("nobody", chatIds).problem()).isEqualTo(problem);
  }

  @Test
  void moreThanFiveHundredAreRefused() {
    String many = "\"+5511900000001\",".repeat(500) + "\"+5511900000001\"";

    assertThat(subscribe("nobody", "[" + many + "]").problem())
        .isEqualTo("400 invalid_value chatIds");
  }

  @Test
  void anUnknownSessionIsNotFoundWhateverTheList() {
    assertThat(subscribe("nobody", "[\"nobody\"]").problem()).isEqualTo("404 session_not_found");
  }

  private Answer subscribeLater(String session, String chatIds) {
    return new Call()
        .session(session)
        .body("{\"chatIds\":" + chatIds + "}")
        .header("Prefer", "respond-async")
        .to(subscribeMany);
  }

  @Test
  void respondAsyncQueuesInvalidJidsToo() {
    deployment.store(Examples.loopback("desk"));

    Answer answer = subscribeLater("desk", "[\"+5511900000002\",\"nobody\"]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.SubscribeMany(
                    new SessionName("desk"), List.of("+5511900000002", "nobody")),
                Call.REQUEST));
    assertThat(deployment.presences.find(Examples.key("desk", "5511900000002"))).isEmpty();
  }

  @Test
  void anImpossibleCommandIsAnsweredAtOnceDespiteRespondAsync() {
    assertThat(subscribeLater("desk", "[]").problem()).isEqualTo("400 invalid_value chatIds");
    assertThat(subscribeLater("nobody", "[\"+5511900000002\"]").problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void aListTooLargeForAMessageIsExecutedAtOnce() {
    deployment.store(Examples.loopback("desk"));
    String endless = "\"" + "x".repeat(250_000) + "\"";

    assertThat(subscribeLater("desk", "[" + endless + "]").status()).isEqualTo(200);
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }
}
