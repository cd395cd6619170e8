package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Jid;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The support matrix of docs/engines.md is what the engines' protocols say. */
class EngineMatrixTest {
  private static final Path PAGE = Path.of("../../docs/engines.md");
  private static final String BEGIN =
      "<!-- begin: support matrix, as EngineMatrixTest prints it -->\n";
  private static final String END = "<!-- end: support matrix -->\n";

  private static final Jid CONTACT = Jid.parse("5511999999999@s.whatsapp.net");
  private static final EngineCommand.Intake INTAKE =
      new EngineCommand.Intake(
          URI.create("https://presently.acme.com/api/intake/shop"),
          Optional.of(new Secret("0123456789abcdef0123456789abcdef")));
  private static final EngineCommand START = new EngineCommand.Start(Optional.empty());

  private static final List<EngineProtocol> ENGINES =
      new SupportedEngines()
          .types().stream().map(type -> SupportedEngines.protocol(type).orElseThrow()).toList();

  @Test
  void thePageHasTheMatrixOfTheCode() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page).contains(BEGIN, END);
    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(matrix());
  }

  @Test
  void everyEngineHasAProof() {
    assertThat(ENGINES).allSatisfy(engine -> assertThat(proofs(engine)).isNotEmpty());
  }

  @Test
  void everyEngineHasASectionOfThePage() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(ENGINES)
        .extracting(engine -> engine.type().word())
        .allSatisfy(word -> assertThat(page).containsPattern("(?m)^## .*\\(`" + word + "`\\)$"));
  }

  private static String matrix() {
    Map<String, Function<EngineProtocol, String>> rows = new LinkedHashMap<>();
    commands().forEach((name, command) -> rows.put(name, engine -> support(engine, command)));
    rows.put("startSession sets the engine's webhook", engine -> word(setsWebhook(engine)));
    rows.put("status by webhook", engine -> word(engine.sendsStatus()));
    rows.put("`engine.url` is required", engine -> word(engine.needsUrl()));
    String table =
        row("", ENGINES.stream().map(engine -> "`" + engine.type() + "`"))
            + row("---", ENGINES.stream().map(_ -> "---"))
            + rows.entrySet().stream()
                .map(row -> row(row.getKey(), ENGINES.stream().map(row.getValue())))
                .collect(Collectors.joining());
    return table + "\n" + notes() + "\n" + authenticity();
  }

  private static Map<String, EngineCommand> commands() {
    Map<String, EngineCommand> commands = new LinkedHashMap<>();
    commands.put("startSession", START);
    commands.put("stopSession", new EngineCommand.Stop());
    commands.put("status by call", new EngineCommand.ReadStatus(SessionStatus.CONNECTED));
    commands.put("setPresence", new EngineCommand.SetPresence(Availability.AVAILABLE));
    commands.put("subscribePresence", new EngineCommand.Subscribe(CONTACT));
    commands.put("sendTyping `composing`", new EngineCommand.SendTyping(CONTACT, Typing.COMPOSING));
    commands.put("sendTyping `recording`", new EngineCommand.SendTyping(CONTACT, Typing.RECORDING));
    commands.put("sendTyping `paused`", new EngineCommand.SendTyping(CONTACT, Typing.PAUSED));
    return commands;
  }

  private static String support(EngineProtocol engine, EngineCommand command) {
    if (instead(engine, command).isPresent()) {
      return "no";
    }
    return engine.sideEffect(command).isPresent() ? "substitute" : "yes";
  }

  /** Each substitute and each command that is missing, with its sentence. */
  private static String notes() {
    return ENGINES.stream()
        .flatMap(
            engine ->
                commands().entrySet().stream()
                    .flatMap(command -> note(engine, command.getKey(), command.getValue())))
        .collect(Collectors.joining());
  }

  private static Stream<String> note(EngineProtocol engine, String name, EngineCommand command) {
    return instead(engine, command)
        .map(sentence -> "no: " + sentence)
        .or(() -> engine.sideEffect(command).map(effect -> "substitute: " + effect))
        .map(text -> "- `" + engine.type() + "` " + name + ", " + text + ".\n")
        .stream();
  }

  private static String authenticity() {
    return row("engine", Stream.of("a webhook is authentic by"))
        + row("---", Stream.of("---"))
        + ENGINES.stream()
            .map(
                engine ->
                    row("`" + engine.type() + "`", Stream.of(String.join("; ", proofs(engine)))))
            .collect(Collectors.joining());
  }

  private static List<String> proofs(EngineProtocol engine) {
    var reader = engine.events();
    return Stream.concat(
            Stream.of(EngineProof.values())
                .filter(proof -> proof.isAcceptedBy(reader))
                .map(EngineProof::words),
            Stream.of(
                    "an API key of scope `presence:intake`, as Bearer or as the password of Basic")
                .filter(_ -> reader.acceptsKeys()))
        .toList();
  }

  private static Optional<String> instead(EngineProtocol engine, EngineCommand command) {
    try {
      engine.calls(settings(engine.type()), command);
      return Optional.empty();
    } catch (UnsupportedCommand e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static boolean setsWebhook(EngineProtocol engine) {
    var settings = settings(engine.type());
    return !requests(engine.calls(settings, new EngineCommand.Start(Optional.of(INTAKE))))
        .equals(requests(engine.calls(settings, START)));
  }

  private static List<EngineRequest> requests(List<EngineCall> calls) {
    return calls.stream().map(EngineCall::request).toList();
  }

  private static EngineSettings settings(EngineType type) {
    return EngineSettings.of(type)
        .withUrl(Destination.parse("https://engine.acme.com", AllowedPrivateHosts.NONE))
        .withSession("shop")
        .withApiKey(new Secret("user:password"));
  }

  private static String word(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static String row(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
