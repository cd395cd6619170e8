package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.presently.adapters.json.LiveJson;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Connection;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.LiveMessages;
import dev.presently.core.live.LiveSender;
import dev.presently.core.live.Viewer;
import dev.presently.core.live.WatchedChat;
import dev.presently.core.session.SessionName;
import dev.presently.core.wiring.InMemoryPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.crac.Core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushChangesTest {
  private static final String MARIA = "5511999999999@s.whatsapp.net";
  private static final String GROUP = "120363040000000000@g.us";
  private static final ConnectionId CONNECTION = new ConnectionId("one=");

  private final InMemoryPorts world =
      new InMemoryPorts() {
        @Override
        public LiveMessages liveMessages() {
          return new LiveJson();
        }
      };
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void watch() {
    ApiKey key =
        ApiKey.create(
            KeyTexts.text(1).hash(),
            "a server",
            Grant.everything(),
            600,
            world.clock.instant(),
            Optional.empty());
    world.keys.save(key);
    world.connections.save(
        Connection.opened(
            CONNECTION, new Viewer.OfKey(key.id()), Optional.empty(), world.clock.instant()));
    world
        .useCases()
        .receiveMessage()
        .watch(
            CONNECTION,
            List.of(MARIA, "77@lid", GROUP).stream()
                .map(chat -> new WatchedChat(new SessionName("sales"), Jid.parse(chat)))
                .toList());
  }

  @Test
  void aChangeIsPushedAsGetPresenceAnswersIt() {
    push(
        StreamBatch.of()
            .changed(
                Image.presence(MARIA, 1, "unavailable"), Image.presence(MARIA, 2, "available")));

    assertThat(sent())
        .singleElement()
        .asString()
        .startsWith(
            "{\"type\":\"presence\",\"presence\":{\"chatId\":\""
                + MARIA
                + "\",\"presence\":\"available\"")
        .contains("\"seq\":2")
        .endsWith("\"previous\":\"unavailable\"}");
  }

  @Test
  void whatNobodySeesIsNotPushed() {
    Image same = Image.presence(MARIA, 1, "available");
    push(StreamBatch.of().changed(same, same.with("revision", 2L)));

    assertThat(sent()).isEmpty();
  }

  @Test
  void aParticipantsChangeIsThatOfTheGroup() {
    push(StreamBatch.of().inserted(Image.presence(GROUP + "#" + MARIA, 1, "available")));

    assertThat(sent())
        .singleElement()
        .asString()
        .startsWith("{\"type\":\"presence\",\"presence\":{\"chatId\":\"" + GROUP)
        .doesNotContain("previous");
  }

  @Test
  void aLidThatLeadsToANumberFromNowOnIsReadAgain() {
    push(
        StreamBatch.of()
            .changed(
                Image.presence("77@lid", 4, "available"),
                Image.contact("77@lid").with("leadsTo", MARIA)));

    assertThat(sent()).singleElement().asString().contains("\"chatId\":\"77@lid\"");
  }

  @Test
  void aLidThatMovesToAnotherNumberIsReadAgainAndOneThatStaysIsNot() {
    Image lid = Image.contact("77@lid").with("leadsTo", MARIA);
    push(StreamBatch.of().changed(lid, lid.with("revision", 2L)));
    assertThat(sent()).isEmpty();

    push(StreamBatch.of().changed(lid, lid.with("leadsTo", "5511888888888@s.whatsapp.net")));
    assertThat(sent()).singleElement().asString().contains("\"chatId\":\"77@lid\"");
  }

  @Test
  void whoWasErasedIsUnknownUnderEachNameAndItsGroupIsReadAgain() {
    push(
        StreamBatch.of()
            .removed(Image.presence(MARIA, 7, "available").with("lid", "77@lid"))
            .removed(Image.contact("77@lid").with("leadsTo", MARIA))
            .removed(Image.presence(GROUP + "#" + MARIA, 1, "available"))
            .removed(Image.contact(MARIA + "#" + GROUP)));

    assertThat(sent().stream().map(StrictJson::read).map(message -> message.path("presence")))
        .extracting(
            presence -> presence.path("chatId").stringValue(""),
            presence -> presence.path("presence").stringValue(""),
            presence -> presence.path("seq").intValue(0))
        .containsExactlyInAnyOrder(
            tuple(MARIA, "unknown", 0), tuple("77@lid", "unknown", 0), tuple(GROUP, "unknown", 0));
  }

  @Test
  void aRecordThatCannotBeReadHoldsUpNoOther() {
    push(
        StreamBatch.of()
            .inserted(Image.presence(MARIA, 1, "available").with("seq", "seven"))
            .changed(
                Image.presence(MARIA, 1, "available"), Image.presence(MARIA, 2, "unavailable")));

    assertThat(sent()).hasSize(1);
    assertThat(log.toString(UTF_8)).contains("a record was not pushed").doesNotContain("5511");
  }

  @Test
  void aFaultFailsTheBatchWithoutItsText() {
    InMemoryPorts failing =
        new InMemoryPorts() {
          @Override
          public ConnectionStore connections() {
            return (ConnectionStore)
                Proxy.newProxyInstance(
                    ConnectionStore.class.getClassLoader(),
                    new Class<?>[] {ConnectionStore.class},
                    (_, _, _) -> {
                      throw new DependencyFailed("quotes " + MARIA);
                    });
          }
        };
    PushChanges handler =
        new PushChanges(
            failing.useCases().pushPresences(), Log.to(new PrintStream(log, true, UTF_8), "info"));
    DynamodbEvent event = StreamBatch.of().inserted(Image.presence(MARIA, 1, "available")).event();

    assertThatThrownBy(() -> handler.handleRequest(event, Events.context(25_000)))
        .hasMessage("changes were not pushed")
        .hasNoCause();
    assertThat(log.toString(UTF_8)).contains("changes were not pushed").doesNotContain("5511");
  }

  @Test
  void aBatchThatIsNotForAllIsReturned() {
    world.liveSender.answer(CONNECTION, LiveSender.Result.BUSY);
    DynamodbEvent event = StreamBatch.of().inserted(Image.presence(MARIA, 1, "available")).event();

    assertThatThrownBy(() -> handler().handleRequest(event, Events.context(25_000)))
        .hasMessage("changes were not pushed");
    world.liveSender.answer(CONNECTION, LiveSender.Result.SENT);
    assertThatThrownBy(() -> handler().handleRequest(event, Events.context(7_000)))
        .hasMessage("changes were not pushed");
    assertThat(sent()).isEmpty();
    assertThat(log.toString(UTF_8)).contains("changes were not pushed to all");
  }

  @Test
  void aMessageIsPostedBeforeTheSnapshot() {
    new PushChanges(
            world.useCases().pushPresences(), Log.to(new PrintStream(log, true, UTF_8), "info"))
        .beforeCheckpoint(Core.getGlobalContext());

    assertThat(world.liveSender.sentTo(ConnectionId.NONE)).hasSize(1);
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void theSampleIsTaken() throws IOException {
    String sample = Files.readString(Path.of("../../events/push-changes.json"));

    handler().handleRequest(Events.read(DynamodbEvent.class, sample), Events.context(25_000));

    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void aCallThatKeepsTheSnapshotDoesNothing() {
    handler().handleRequest(Events.read(DynamodbEvent.class, "{\"Records\":[]}"), null);

    assertThat(sent()).isEmpty();
  }

  private void push(StreamBatch batch) {
    handler().handleRequest(batch.event(), Events.context(25_000));
  }

  private PushChanges handler() {
    return new PushChanges(
        world.useCases().pushPresences(), Log.to(new PrintStream(log, true, UTF_8), "info"));
  }

  private List<String> sent() {
    return world.liveSender.sentTo(CONNECTION);
  }
}
