package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every request that Presently can send is one that the engine's own document allows: each command,
 * each form of a JID, each request that follows from one of the engine's answers.
 */
class EngineRequestsTest {
  /** Titan publishes no document; {@link EngineCommandsTest} compares with its commands.json. */
  private static final Set<String> WITHOUT_DOCUMENT = Set.of("titan");

  /** {@code engine command}: they are answered with a sentence. */
  private static final Set<String> UNSUPPORTED =
      Set.of("evolution stop", "evolution-go subscribe", "gowa stop", "gowa subscribe");

  /** Fields that an engine needs although its document does not say so. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "wuzapi POST /session/connect", List.of("Subscribe", "Immediate"),
          "evolution-go POST /instance/connect", List.of("subscribe", "immediate"),
          "evolution-go POST /message/presence", List.of("number", "state", "isAudio", "delay"),
          "evolution-go PUT /instance/{instanceId}/advanced-settings", List.of("alwaysOnline"),
          "wppconnect POST /api/{session}/start-session", List.of("waitQrCode"),
          "wppconnect POST /api/{session}/set-online-presence", List.of("isOnline"),
          "wppconnect POST /api/{session}/subscribe-presence", List.of("phone", "isGroup"),
          "wppconnect POST /api/{session}/typing", List.of("phone", "value", "isGroup"),
          "wppconnect POST /api/{session}/recording", List.of("phone", "value", "isGroup"));

  /** Fields that an engine reads although its document does not name them. */
  private static final Map<String, Set<String>> UNDOCUMENTED =
      // Its middleware asks for a hidden id with it.
      Map.of("wppconnect", Set.of("isLid"));

  /** A route that an engine has although its document does not name it. */
  private static final String UNDOCUMENTED_ROUTE = "wuzapi POST /session/hmac/config";

  private static final Map<String, Jid> CONTACTS =
      Map.of(
          "phone", Jid.phone("5511999990002"),
          "lid", Jid.lid("81000000000002"),
          "group", Jid.parse("120363000000000001@g.us"));

  private static final EngineCommand.Intake INTAKE =
      new EngineCommand.Intake(
          URI.create("https://presently.example/api/intake/shop"),
          Optional.of(new Secret("0123456789abcdef0123456789abcdef")));

  /** A request of a command; {@code engine} and {@code command} as in {@link #UNSUPPORTED}. */
  record Sent(EngineType engine, String command, EngineRequest request) {
    @Override
    public String toString() {
      return String.join(" ", engine.word(), command, request.method(), request.path());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsWhatTheDocumentSays(Sent sent) {
    EngineDocument document = EngineDocument.of(sent.engine()).orElseThrow();

    assertThat(document.faults(documented(sent))).as("%s", sent.request().body()).isEmpty();
    assertThat(fields(sent.request()))
        .containsAll(
            REQUIRED.getOrDefault(sent.engine() + " " + document.route(sent.request()), List.of()));
    assertThat(sent.request().headers()).containsKeys(keyHeader(sent.engine()));
  }

  @Test
  void everyEngineButTheNamedHasADocument() {
    assertThat(
            engines().filter(engine -> EngineDocument.of(engine).isEmpty()).map(EngineType::word))
        .containsExactlyInAnyOrderElementsOf(WITHOUT_DOCUMENT);
  }

  @Test
  void theCommandsThatAnEngineLacksAreTheNamed() {
    var unsupported = new TreeSet<String>();
    engines()
        .forEach(
            engine ->
                commands()
                    .forEach(
                        (name, command) -> {
                          try {
                            write(engine, command);
                          } catch (UnsupportedCommand e) {
                            unsupported.add(engine + " " + name.replaceFirst(" .*", ""));
                          }
                        }));

    assertThat(unsupported).isEqualTo(new TreeSet<>(UNSUPPORTED));
  }

  @Test
  void theNamedFieldsAreThoseOfRoutesThatAreUsed() {
    assertThat(
            requests()
                .map(
                    sent ->
                        sent.engine()
                            + " "
                            + EngineDocument.of(sent.engine()).orElseThrow().route(sent.request())))
        .containsAll(REQUIRED.keySet());
  }

  /** What these tests rely on: each kind of document finds each kind of fault. */
  @ParameterizedTest
  @MethodSource("requests")
  void aWrongRequestIsFound(Sent sent) {
    EngineDocument document = EngineDocument.of(sent.engine()).orElseThrow();
    EngineRequest request = sent.request();

    assertThat(document.faults(with("TRACE", request.path(), request.body()))).isNotEmpty();
    assertThat(document.faults(with(request.method(), request.path() + "/x/y", request.body())))
        .isNotEmpty();
    assertThat(document.faults(with(request.method(), request.path() + "?odd=1", request.body())))
        .contains("the query has odd");
    assertThat(document.faults(request.with(mistyped(request)))).isNotEmpty();
    assertThat(
            document.faults(
                request.with(
                    request
                        .body()
                        .map(ObjectNode::deepCopy)
                        .orElseGet(JsonNodeFactory.instance::objectNode)
                        .put("odd", 1))))
        .isNotEmpty();
  }

  private static EngineRequest documented(Sent sent) {
    return sent.request()
        .body()
        .map(ObjectNode::deepCopy)
        .map(
            body ->
                sent.request()
                    .with(body.remove(UNDOCUMENTED.getOrDefault(sent.engine().word(), Set.of()))))
        .orElse(sent.request());
  }

  private static EngineRequest with(String method, String path, Optional<ObjectNode> body) {
    return new EngineRequest(method, path, Map.of(), body);
  }

  private static ObjectNode mistyped(EngineRequest request) {
    ObjectNode mistyped = JsonNodeFactory.instance.objectNode();
    fields(request).forEach(field -> mistyped.putObject(field).put("odd", 1));
    return mistyped;
  }

  private static List<String> fields(EngineRequest request) {
    return request.body().stream()
        .flatMap(JsonNode::propertyStream)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String keyHeader(EngineType engine) {
    return EngineFacts.of(engine).json().path("auth").path("header").stringValue();
  }

  static Stream<Sent> requests() {
    return engines()
        .filter(engine -> !WITHOUT_DOCUMENT.contains(engine.word()))
        .flatMap(
            engine ->
                commands().entrySet().stream()
                    .filter(
                        named ->
                            !UNSUPPORTED.contains(
                                engine + " " + named.getKey().replaceFirst(" .*", "")))
                    .flatMap(
                        named ->
                            sent(engine, named.getValue()).stream()
                                .map(request -> new Sent(engine, named.getKey(), request))))
        .filter(sent -> !isUndocumented(sent));
  }

  private static boolean isUndocumented(Sent sent) {
    EngineRequest request = sent.request();
    return UNDOCUMENTED_ROUTE.equals(
        String.join(" ", sent.engine().word(), request.method(), request.path()));
  }

  /** With success, and with each answer of the facts to each request. */
  private static Set<EngineRequest> sent(EngineType engine, EngineCommand command) {
    EngineFacts facts = EngineFacts.of(engine);
    Set<EngineRequest> sent = new LinkedHashSet<>();
    play(engine, command, sent, facts::success);
    facts.cases().stream()
        .map(EngineFacts.Case::response)
        .forEach(response -> play(engine, command, sent, _ -> response));
    return sent;
  }

  private static void play(
      EngineType engine,
      EngineCommand command,
      Set<EngineRequest> sent,
      Function<EngineRequest, EngineResponse> answer) {
    EngineCall.sendAll(
        write(engine, command),
        request -> {
          sent.add(request);
          return answer.apply(request);
        });
  }

  private static List<EngineCall> write(EngineType engine, EngineCommand command) {
    return SupportedEngines.protocol(engine)
        .orElseThrow()
        .calls(EngineFacts.of(engine).settings(), command);
  }

  private static Stream<EngineType> engines() {
    return new SupportedEngines().types().stream();
  }

  /** By name: the command, and in which form. */
  private static Map<String, EngineCommand> commands() {
    Map<String, EngineCommand> commands = new LinkedHashMap<>();
    commands.put("start", new EngineCommand.Start(Optional.empty()));
    commands.put("start with an intake", new EngineCommand.Start(Optional.of(INTAKE)));
    commands.put("stop", new EngineCommand.Stop());
    commands.put("status", new EngineCommand.ReadStatus(SessionStatus.CONNECTED));
    for (Availability availability : Availability.values()) {
      commands.put("presence " + availability, new EngineCommand.SetPresence(availability));
    }
    CONTACTS.forEach(
        (form, jid) -> {
          commands.put("subscribe " + form, new EngineCommand.Subscribe(jid));
          for (Typing typing : Typing.values()) {
            commands.put(
                "typing " + form + " " + typing, new EngineCommand.SendTyping(jid, typing));
          }
        });
    return commands;
  }
}
