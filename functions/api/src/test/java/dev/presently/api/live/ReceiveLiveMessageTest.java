package dev.presently.api.live;

import static dev.presently.api.live.LiveFixture.CONNECTION;
import static dev.presently.api.live.LiveFixture.MARIA;
import static dev.presently.api.live.LiveFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.DependencyFailed;
import dev.presently.core.access.Grant;
import dev.presently.core.access.Scope;
import dev.presently.core.client.ClientAction;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.LiveSender;
import dev.presently.core.live.WatchedChat;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReceiveLiveMessageTest {
  private static final String WATCH = "{'type':'watch','chatIds':['+5511999999999']}";
  private static final Report REPORT =
      Report.about(Identity.of(MARIA)).with(Availability.AVAILABLE);

  private final LiveFixture live = new LiveFixture();

  @Test
  void whoWatchesGetsWhatGetPresenceAnswers() {
    open();
    live.deployment.report("shop", REPORT);

    List<JsonNode> got = live.send(WATCH);

    assertThat(got).singleElement();
    assertThat(text(got.getFirst(), "type")).isEqualTo("snapshot");
    JsonNode presence = got.getFirst().path("presences").path(0);
    assertThat(text(presence, "chatId")).isEqualTo(MARIA.toString());
    assertThat(text(presence, "presence")).isEqualTo("available");
    assertThat(presence.path("seq").intValue()).isEqualTo(1);
    assertThat(watchers(MARIA)).isEqualTo(1);
  }

  @Test
  void aPresenceThatTheClientHasIsLeftOut() {
    open();
    live.deployment.report("shop", REPORT);

    for (String name : List.of("+5511999999999", "5511999999999@c.us")) {
      assertThat(presences(since(name, 1))).isZero();
      assertThat(presences(since(name, 0))).isEqualTo(1);
    }
  }

  @Test
  void aPresenceThatHasEndedByTimeIsToldThoughItsSeqIsTheSame() {
    open();
    live.deployment.report("shop", Report.about(Identity.of(MARIA)).with(Typing.COMPOSING));
    assertThat(presences(since("+5511999999999", 1))).isZero();

    live.deployment.clock.advance(Duration.ofMinutes(5));

    assertThat(presences(since("+5511999999999", 1))).isEqualTo(1);
  }

  @Test
  void aLidThatAnotherHasReplacedIsWatchedUnderItsNumberToo() {
    open();
    Jid former = Jid.lid("76");
    for (Jid lid : List.of(former, Jid.lid("77"))) {
      live.deployment.report(
          "shop",
          Report.about(Identity.of(MARIA, lid, Identity.Mode.PN)).with(Availability.AVAILABLE));
    }

    JsonNode snapshot =
        live.send("{'type':'watch','chatIds':['76@lid','77@lid','+5511999999999']}").getFirst();

    assertThat(snapshot.path("presences").valueStream())
        .extracting(presence -> text(presence, "chatId") + " " + text(presence, "watched"))
        .containsExactlyInAnyOrder(MARIA + " 76@lid", MARIA + " ");
    assertThat(watchers(MARIA)).isEqualTo(3);

    live.send("{'type':'unwatch','chatIds':['76@lid','77@lid']}");
    assertThat(watchers(MARIA)).isEqualTo(1);
    live.disconnect();
    assertThat(watchers(MARIA)).isZero();
  }

  @Test
  void aFaultOfOursEndsTheConnectionAndCounts() {
    for (RuntimeException fault :
        List.of(new DependencyFailed("quotes " + MARIA), new IllegalStateException("a defect"))) {
      open();
      live.deployment.presenceStore = failing(fault);

      assertThatThrownBy(() -> live.send(WATCH))
          .isInstanceOf(IllegalStateException.class)
          .hasNoCause()
          .hasMessageNotContaining("5511");

      assertThat(live.deployment.liveSender.isClosed(CONNECTION)).isTrue();
      assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
      assertThat(watchers(MARIA)).isZero();
    }
  }

  private static PresenceStore failing(RuntimeException fault) {
    return (PresenceStore)
        Proxy.newProxyInstance(
            PresenceStore.class.getClassLoader(),
            new Class<?>[] {PresenceStore.class},
            (_, _, _) -> {
              throw fault;
            });
  }

  @Test
  void aMessageIsPostedBeforeTheSnapshot() {
    new ReceiveLiveMessage(live.deployment).beforeCheckpoint(Core.getGlobalContext());

    assertThat(live.deployment.liveSender.sentTo(ConnectionId.NONE)).hasSize(1);
  }

  @Test
  void aPingIsAnsweredAndAnEndedWatchIsForgotten() {
    open();
    live.send(WATCH);

    assertThat(text(live.send("{'type':'ping'}").getFirst(), "type")).isEqualTo("pong");
    assertThat(live.send("{'type':'unwatch','chatIds':['5511999999999@s.whatsapp.net']}"))
        .isEmpty();

    assertThat(watchers(MARIA)).isZero();
    assertThat(live.deployment.connections.find(CONNECTION).orElseThrow().watches()).isEmpty();
  }

  @Test
  void aMistakeIsToldAndTheConnectionStays() {
    open(live.token(Duration.ofMinutes(15), MARIA));

    refused("{", "invalid_json", "");
    refused("[]", "invalid_body", "");
    refused("{'chatIds':[]}", "missing_field", "type");
    refused("{'type':'shout'}", "unknown_type", "type");
    refused("{'type':'ping','more':1}", "unknown_field", "more");
    refused("{'type':'watch'}", "missing_field", "chatIds");
    refused("{'type':'watch','chatIds':['x']}", "invalid_value", "chatIds[0]");
    refused("{'type':'watch','chatIds':['+5511888888888']}", "chat_not_allowed", "chatIds");
    refused(since("+5511999999999", -1), "invalid_value", "since.+5511999999999");
    refused(
        "{'type':'watch','session':'desk','chatIds':['+5511999999999']}", "forbidden", "session");
    refused("{'type':'ping','x':'" + "x".repeat(32_768) + "'}", "message_too_large", "");
    assertThat(live.deployment.liveSender.isClosed(CONNECTION)).isFalse();
  }

  @Test
  void aConnectionWatchesAtMost200Chats() {
    open();
    assertThat(text(live.send(watch(0, 200)).getFirst(), "type")).isEqualTo("snapshot");
    assertThat(text(live.send(watch(0, 200)).getFirst(), "type")).isEqualTo("snapshot");

    refused(watch(0, 201), "invalid_value", "chatIds");
  }

  @Test
  void oneChatMoreThanTwoHundredIsRefused() {
    open();
    live.send(watch(0, 200));

    refused(watch(200, 201), "too_many_watches", "chatIds");
  }

  @Test
  void aKeyNamesItsSessionAndReachesItsOwn() {
    open(live.key(new Grant(Set.of(Scope.PRESENCE_READ), Optional.of(Set.of(SHOP, name("gone"))))));

    refused(WATCH, "missing_field", "session");
    refused(ofSession("desk"), "forbidden", "session");
    refused(ofSession("gone"), "session_not_found", "session");
    assertThat(text(live.send(ofSession("shop")).getFirst(), "type")).isEqualTo("snapshot");
  }

  @Test
  void whoMayNotGoOnIsToldWhyAndClosed() {
    open();
    live.allow(ClientAction.SEND_TYPING);
    ended(WATCH, 4403, "action_not_allowed");
  }

  @Test
  void theEndOfATokenEndsItsConnection() {
    open();
    live.deployment.clock.advance(Duration.ofMinutes(15));
    ended("{'type':'ping'}", 4401, "unauthorized");
  }

  @Test
  void aConnectionThatNobodyKnowsIsEnded() {
    ended("{'type':'ping'}", 4401, "unauthorized");
  }

  @Test
  void moreRequestsThanTheRulesAllowEndTheConnection() {
    live.allowPerMinute(3);
    open();
    live.send(WATCH);
    live.send(WATCH);
    ended(WATCH, 4429, "too_many_requests");
  }

  @Test
  void aFloodEndsTheConnection() {
    open();
    for (int i = 0; i < 120; i++) {
      assertThat(text(live.send("{'type':'ping'}").getFirst(), "type")).isEqualTo("pong");
    }
    ended("{'type':'ping'}", 4429, "too_many_requests");
  }

  @Test
  void aConnectionThatTakesNoAnswerIsClosedAndOneThatIsGoneIsForgotten() {
    open();
    live.deployment.liveSender.answer(CONNECTION, LiveSender.Result.FAILED);
    live.send(WATCH);
    assertThat(live.deployment.liveSender.isClosed(CONNECTION)).isTrue();
    assertThat(watchers(MARIA)).isZero();

    live.connect(live.token(Duration.ofMinutes(15)));
    live.deployment.liveSender.answer(CONNECTION, LiveSender.Result.GONE);
    live.send(WATCH);
    assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
    assertThat(watchers(MARIA)).isZero();
  }

  private void open() {
    open(live.token(Duration.ofMinutes(15)));
  }

  private void open(String token) {
    assertThat(live.connect(token)).isEqualTo(200);
  }

  private void refused(String message, String code, String field) {
    JsonNode error = live.send(message).getFirst();
    assertThat(text(error, "type") + " " + text(error, "code") + " " + text(error, "field"))
        .as(message)
        .isEqualTo("error " + code + " " + field);
    assertThat(error.has("closeCode")).isFalse();
  }

  private void ended(String message, int closeCode, String code) {
    JsonNode error = live.send(message).getFirst();
    assertThat(error.path("closeCode").intValue()).isEqualTo(closeCode);
    assertThat(text(error, "code")).isEqualTo(code);
    assertThat(live.deployment.liveSender.isClosed(CONNECTION)).isTrue();
    assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
  }

  private int presences(String message) {
    return live.send(message).getFirst().path("presences").size();
  }

  private long watchers(Jid chat) {
    return live.deployment
        .connections
        .watchers(new WatchedChat(SHOP, chat), Optional.empty(), 9)
        .items()
        .size();
  }

  private static String since(String name, int seq) {
    return "{'type':'watch','chatIds':['+5511999999999'],'since':{'%s':%d}}".formatted(name, seq);
  }

  private static String ofSession(String session) {
    return "{'type':'watch','session':'%s','chatIds':['+5511999999999']}".formatted(session);
  }

  private static String watch(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "'551190000%04d'".formatted(i))
        .collect(Collectors.joining(",", "{'type':'watch','chatIds':[", "]}"));
  }

  private static SessionName name(String text) {
    return new SessionName(text);
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).stringValue("");
  }
}
