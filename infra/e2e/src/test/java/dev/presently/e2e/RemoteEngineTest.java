package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.Received;
import dev.presently.local.engine.ConnectionState;
import dev.presently.local.engine.ContactAct;
import dev.presently.local.engine.StubRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of the local runner whose engines are stubs. */
class RemoteEngineTest {
  private static final Set<String> WITHOUT_SUBSCRIPTIONS = Set.of("evolution-go", "gowa");

  @ParameterizedTest
  @CsvSource({
    "waha,         POST /api/{session}/presence",
    "wuzapi,       POST /chat/presence",
    "titan,        POST /api/sessions/{session}/messages/typing",
    "evolution,    POST /chat/sendPresence/{session}",
    "evolution-go, POST /message/presence",
    "gowa,         POST /send/chat-presence",
    "wppconnect,   POST /api/{session}/typing",
  })
  void commandsReachTheEngineAndItsEventsComeBack(String type, String typingRoute) {
    try (var engine = new EngineScene(type)) {
      var contact = engine.numbers(1).getFirst();
      engine.connected();
      assertThat(engine.post("/presence", "{'presence':'available'}").status()).isEqualTo(200);
      var subscribed = engine.subscribe(contact);
      if (WITHOUT_SUBSCRIPTIONS.contains(type)) {
        assertThat(subscribed.problem()).isEqualTo("409 engine_cannot");
      } else {
        assertThat(subscribed.status()).as(subscribed.response().body()).isEqualTo(200);
        assertThat(engine.stub().subscribed()).containsExactly(contact + "@s.whatsapp.net");
      }
      var typing = engine.post("/messages/typing", "{'chatId':'%s'}".formatted(contact));
      assertThat(typing.status()).as(typing.response().body()).isEqualTo(200);
      assertThat(engine.stub().requests()).extracting(StubRequest::route).contains(typingRoute);

      engine.stub().contact(contact, ContactAct.TYPING);

      var events =
          engine.scene.heard(
              all -> all.stream().anyMatch(one -> one.text("chatId").startsWith(contact)));
      assertThat(events.getLast().text("presence")).isEqualTo("composing");
      assertThat(statuses(events)).endsWith("CONNECTED");
      if (!WITHOUT_SUBSCRIPTIONS.contains(type)) {
        assertThat(engine.subscription(contact).path("status").asString()).isEqualTo("active");
      }
    }
  }

  @Test
  void aNumberIsSubscribedToAsWhatsAppKnowsIt() {
    try (var engine = new EngineScene("evolution")) {
      var digits = engine.scene.number.substring(engine.scene.number.length() - 8);
      var known = "5531" + digits;
      engine.connected();
      engine.post("/presence", "{'presence':'available'}");

      assertThat(engine.subscribe("55319" + digits).data().path("chatId").asString())
          .isEqualTo(known + "@s.whatsapp.net");

      engine.stub().contact(known, ContactAct.TYPING);
      engine.scene.heard(all -> all.stream().anyMatch(one -> one.text("chatId").startsWith(known)));
      assertThat(engine.subscription(known).path("status").asString()).isEqualTo("active");
      assertThat(engine.subscribe("5531900000000").problem()).isEqualTo("502 engine_refused");
    }
  }

  @Test
  void subscribingBeforeTheSessionIsConnectedIsKeptAndAskedForThen() {
    try (var engine = new EngineScene("waha")) {
      var contact = engine.numbers(1).getFirst();

      assertThat(engine.subscribe(contact).status()).isEqualTo(200);

      assertThat(engine.asked()).isEmpty();
      assertThat(engine.subscription(contact).path("status").asString()).isEqualTo("pending");
      engine.connected();
      await().atMost(EngineScene.SOON).until(() -> engine.asked().size() == 1);
    }
  }

  @Test
  void anEngineThatRestartsIsAskedForEachContactAgainOnceAndAtItsPace() {
    try (var engine = new EngineScene("waha")) {
      var contacts = engine.numbers(15);
      engine.connected();
      engine.post("/presence", "{'presence':'available'}");
      engine.subscribeAll(contacts);
      await().atMost(EngineScene.SOON).until(() -> engine.asked().size() == contacts.size());
      var before = engine.stub().requests().size();

      engine.stub().restart();

      await().atMost(EngineScene.SOON).until(() -> engine.stub().subscribed().size() == 15);
      var after = engine.stub().requests().stream().skip(before).toList();
      assertThat(after.getFirst().text("presence"))
          .as("the own presence comes first")
          .contains("online");
      var asked = engine.asked().stream().skip(contacts.size()).toList();
      assertThat(asked)
          .extracting(EngineScene::contact)
          .containsExactlyInAnyOrderElementsOf(contacts);
      EngineScene.assertPace(asked);
      await()
          .atMost(EngineScene.SOON)
          .untilAsserted(() -> assertThat(statuses(engine.scene.receiver.received())).hasSize(4));
      assertThat(statuses(engine.scene.receiver.received()))
          .containsExactly("CONNECTING", "CONNECTED", "CONNECTING", "CONNECTED");
    }
  }

  @Test
  void twoReconnectsWithinASecondLeaveEachContactSubscribedOnce() {
    try (var engine = new EngineScene("waha")) {
      var contacts = engine.numbers(12);
      engine.connected();
      engine.subscribeAll(contacts);
      await().atMost(EngineScene.SOON).until(() -> engine.asked().size() == contacts.size());

      engine.stub().drop();
      await().atMost(EngineScene.SOON).until(() -> isConnected(engine));
      engine.stub().drop();
      await().atMost(EngineScene.SOON).until(() -> isConnected(engine));

      await().atMost(EngineScene.SOON).until(() -> engine.stub().subscribed().size() == 12);
      var again = engine.asked().stream().skip(contacts.size()).toList();
      assertThat(again.size()).as("a pass that was overtaken ends").isLessThan(2 * 12);
      assertThat(again.stream().collect(Collectors.groupingBy(EngineScene::contact)).keySet())
          .containsExactlyInAnyOrderElementsOf(contacts);
      EngineScene.assertPace(again);
    }
  }

  private static boolean isConnected(EngineScene engine) {
    return engine.stub().state() == ConnectionState.CONNECTED;
  }

  @Test
  void anEngineThatIsDownIsAnsweredWith502AndNothingIsHalfStored() {
    try (var engine = new EngineScene("waha")) {
      var contact = engine.numbers(1).getFirst();
      engine.connected();

      engine.stopEngine();

      assertThat(engine.subscribe(contact).problem()).isEqualTo("502 engine_unreachable");
      assertThat(engine.post("/presence", "{'presence':'available'}").problem())
          .isEqualTo("502 engine_unreachable");
      assertThat(engine.scene.api.get(engine.path("/subscriptions")).list()).isEmpty();
      assertThat(lastError(engine)).isNotEmpty();

      engine.startEngine();
      engine.connected();
      assertThat(engine.subscribe(contact).status()).isEqualTo(200);
      assertThat(engine.stub().subscribed()).hasSize(1);
      assertThat(lastError(engine)).isEmpty();
    }
  }

  private static String lastError(EngineScene engine) {
    return engine
        .scene
        .api
        .get(engine.path(""))
        .data()
        .path("engine")
        .path("lastError")
        .asString("");
  }

  @Test
  void aWrongKeyAndAStoppedSessionAreSaid() {
    try (var engine = new EngineScene("waha")) {
      engine.connected();
      assertThat(engine.post("/stop", "").status()).isEqualTo(200);
      assertThat(engine.status()).isEqualTo("DISCONNECTED");
      assertThat(engine.post("/presence", "{'presence':'available'}").problem())
          .isEqualTo("409 session_not_connected");

      engine.scene.api.patch(
          engine.path(""),
          Scene.json(
              "{'engine':{'type':'waha','url':'%s','session':'till','apiKey':'wrong','webhookSecret':'%s'}}"
                  .formatted(engine.stub().url(), EngineScene.SECRET)));
      assertThat(engine.post("/start", "").problem()).isEqualTo("502 engine_unauthorized");
    }
  }

  @Test
  void aContactThatIsNotOnWhatsAppIsDenied() {
    try (var engine = new EngineScene("evolution")) {
      engine.connected();

      var refused = engine.subscribe("4930123450000");

      assertThat(refused.problem()).isEqualTo("502 engine_refused");
      assertThat(engine.scene.api.get(engine.path("/subscriptions")).list()).isEmpty();
      engine.subscribeAll(List.of("4930123450000"));
      await()
          .atMost(EngineScene.SOON)
          .untilAsserted(
              () ->
                  assertThat(engine.subscription("4930123450000").path("status").asString())
                      .isEqualTo("denied"));
    }
  }

  private static List<String> statuses(List<Received> events) {
    return events.stream()
        .filter(event -> event.event().equals("session.status"))
        .map(event -> event.text("status"))
        .toList();
  }
}
