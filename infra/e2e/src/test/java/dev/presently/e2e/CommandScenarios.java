package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.delivery.Received;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What becomes of a command whose caller does not wait for its end. */
abstract class CommandScenarios {
  private static final String[] LATER = {"Prefer", "respond-async"};

  private Scene scene;

  abstract Deployment deployment();

  @BeforeEach
  void begin() {
    scene = new Scene(deployment());
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private String session(String name, String more) {
    return "/api/sessions/" + name + more;
  }

  private void toldOfCommandsOf(String session) {
    scene.webhook(",'session':'%s','events':['command.result']".formatted(session));
  }

  /** The id under which the command's end will be told. */
  private String later(String path, String body) {
    Answer answer = scene.api.post(path, json(body), LATER);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).contains("respond-async");
    return answer.data().path("correlationId").stringValueOpt().orElseThrow();
  }

  /** The ends of these commands, each of which is told once, in the order of the ids. */
  private List<JsonNode> ends(String... correlationIds) {
    List<Received> events =
        scene.heard(
            seen ->
                Stream.of(correlationIds)
                    .allMatch(id -> seen.stream().anyMatch(e -> e.body().contains(id))));
    return Stream.of(correlationIds).map(id -> end(events, id)).toList();
  }

  private static JsonNode end(List<Received> events, String correlationId) {
    List<JsonNode> ends =
        events.stream()
            .filter(event -> event.text("correlationId").equals(correlationId))
            .map(event -> StrictJson.read(event.body()))
            .distinct()
            .toList();
    assertThat(ends).as("one event, however often it came").hasSize(1);
    JsonNode event = ends.getFirst();
    assertThat(event.path("event").stringValueOpt()).contains("command.result");
    assertThat(event.get("data")).isEqualTo(event.get("payload"));
    return event.path("payload");
  }

  private static JsonNode result(JsonNode end) {
    assertThat(end.path("success").booleanValueOpt()).contains(true);
    return end.path("result");
  }

  @Test
  void theEndOfEachOfTheSixCommandsIsToldAsTheDirectAnswerWouldHaveBeen() {
    scene.session("{'name':'%s'}".formatted(scene.watcher));
    toldOfCommandsOf(scene.watcher);
    String start = later(session(scene.watcher, "/start"), "{}");
    assertThat(result(ends(start).getFirst()).path("status").stringValueOpt())
        .contains("CONNECTED");

    String presence = later(session(scene.watcher, "/presence"), "{'presence':'available'}");
    String typing =
        later(
            session(scene.watcher, "/messages/typing"), "{'chatId':'%s'}".formatted(scene.number));
    String subscribe = later(scene.presence("/subscribe"), "");
    String many =
        later(
            session(scene.watcher, "/subscriptions"),
            "{'chatIds':['5511000000001@c.us','nonsense']}");
    String stop = later(session(scene.watcher, "/stop"), "");

    List<JsonNode> ends = ends(presence, typing, subscribe, many, stop);
    for (JsonNode plain : ends.subList(0, 3)) {
      assertThat(result(plain).path("success").booleanValueOpt()).contains(true);
    }
    assertThat(result(ends.get(3)).path("subscribed"))
        .containsExactly(StringNode.valueOf("5511000000001@s.whatsapp.net"));
    assertThat(result(ends.get(3)).path("failed")).hasSize(1);
    assertThat(result(ends.get(4)).path("statusReason").stringValueOpt()).contains("MANUAL_STOP");
    assertThat(scene.api.get(session(scene.watcher, "")).data().path("status").stringValueOpt())
        .contains("DISCONNECTED");
    assertThat(scene.api.get(session(scene.watcher, "/subscriptions")).list()).hasSize(2);
  }

  @Test
  void theCommandsOfASessionAreCarriedOutInTheirOrder() {
    scene.withSessions().subscribed().webhookOfWatcher();
    toldOfCommandsOf(scene.contact);
    List<String> said =
        IntStream.range(0, 10).mapToObj(i -> i % 2 == 0 ? "available" : "unavailable").toList();

    String[] ids =
        said.stream()
            .map(
                word ->
                    later(session(scene.contact, "/presence"), "{'presence':'%s'}".formatted(word)))
            .toArray(String[]::new);

    assertThat(ends(ids))
        .allSatisfy(end -> assertThat(end.path("success").booleanValueOpt()).contains(true));

    JsonNode held = scene.api.get(scene.presence("")).data();
    assertThat(held.path("presence").stringValueOpt()).contains("unavailable");
    long last = held.path("seq").decimalValueOpt().orElseThrow().longValueExact();
    SortedMap<Long, String> changes = new TreeMap<>();
    scene
        .heard(seen -> seen.stream().anyMatch(event -> event.seq().orElse(0) == last))
        .forEach(event -> event.seq().ifPresent(seq -> changes.put(seq, event.text("presence"))));
    assertThat(changes.tailMap(last - 9).values())
        .as("each of them made a change, so none overtook another")
        .containsExactlyElementsOf(said);
  }

  @Test
  void anEngineThatIsNotReachedIsToldAsAnError() {
    scene.session(
        "{'name':'%s','engine':{'type':'waha','url':'https://engine.presently.dev'}}"
            .formatted(scene.watcher));
    toldOfCommandsOf(scene.watcher);

    JsonNode end = ends(later(session(scene.watcher, "/start"), "")).getFirst();

    assertThat(end.path("success").booleanValueOpt()).contains(false);
    assertThat(end.path("result").path("code").stringValueOpt()).contains("engine_unreachable");
    assertThat(end.path("result").path("error").stringValueOpt().orElseThrow()).contains("reached");
  }

  @Test
  void whatCannotBeDoneIsAnsweredAtOnce() {
    scene.session("{'name':'%s'}".formatted(scene.watcher));
    String available = json("{'presence':'available'}");

    assertThat(
            scene
                .api
                .post(session(scene.watcher, "/presence"), json("{'presence':'busy'}"), LATER)
                .status())
        .isEqualTo(400);
    assertThat(
            scene.api.post(session("nobody-" + scene.number, "/presence"), available, LATER).code())
        .isEqualTo("session_not_found");
    assertThat(scene.api.post(session(scene.watcher, "/presence"), available, LATER).code())
        .isEqualTo("session_not_connected");
    assertThat(
            scene
                .api
                .post(
                    session(scene.watcher, "/messages/typing"),
                    json("{'chatId':'+5511000000001'}"),
                    LATER)
                .code())
        .isEqualTo("session_not_connected");
    assertThat(
            scene
                .api
                .post(session(scene.watcher, "/subscriptions"), json("{'chatIds':[]}"), LATER)
                .status())
        .isEqualTo(400);
  }
}
