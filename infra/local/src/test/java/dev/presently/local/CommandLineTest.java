package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.local.engine.Pace;
import dev.presently.local.engine.StubOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final Path TEMPLATE = Path.of("template.yaml");

  @Test
  void receiversOnThisMachineAreAllowedByDefault() {
    var options = up("up", Map.of());

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.data()).isEmpty();
    assertThat(options.parameters())
        .containsEntry("AllowedPrivateHosts", "127.0.0.1,[::1],localhost")
        .containsEntry("LogLevel", "warn");
  }

  @Test
  void everyOptionOfUpIsRead() {
    var options =
        up(
            "up --port 9 --data kept --public-receivers-only --evolution-queue --log-level debug",
            Map.of("MASTER_KEY", "a-master-key-of-mine"));

    assertThat(options.port()).isEqualTo(9);
    assertThat(options.data()).hasValue(Path.of("kept"));
    assertThat(options.parameters())
        .containsEntry("AllowedPrivateHosts", "")
        .containsEntry(
            "EvolutionQueueArn", "arn:aws:sqs:us-east-1:000000000000:evolution_singlequeue.fifo")
        .containsEntry("LogLevel", "debug");
    assertThat(options.masterKey()).hasValue("a-master-key-of-mine");
  }

  @Test
  void anApiThatOtherMachinesReachIsWarnedOfUnlessItCannotCallThisOne() {
    assertThat(up("up", Map.of()).isExposed()).isFalse();
    assertThat(up("up --listen 127.0.0.1", Map.of()).isExposed()).isFalse();
    assertThat(up("up --listen 0.0.0.0", Map.of()).isExposed()).isTrue();
    assertThat(up("up --listen ::", Map.of()).isExposed()).isTrue();
    assertThat(up("up --listen 0.0.0.0 --public-receivers-only", Map.of()).isExposed()).isFalse();
  }

  @Test
  void aSinglePrivateHostIsEnoughForTheWarning() {
    String alone = "up --listen 0.0.0.0 --public-receivers-only --allow-host ";
    assertThat(up(alone + "localhost", Map.of()).isExposed()).isTrue();
    assertThat(up(alone + "engine", Map.of()).isExposed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://x.example", "host:3000", "host/", "engine,host:3000", "[::1]:3000", "::1"})
  void anAllowedHostHasNoSchemePortOrPath(String host) {
    assertThatThrownBy(() -> up("up --allow-host " + host, Map.of()))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "--allow-host needs a host without scheme, port and path, or several with commas, not "
                + host
                + ".");
  }

  @Test
  void anAllowedHostMayBeAnAddress() {
    assertThat(up("up --public-receivers-only --allow-host [::1],10.0.0.1", Map.of()).parameters())
        .containsEntry("AllowedPrivateHosts", "[::1],10.0.0.1");
  }

  @Test
  void privateHostsAreAllowedBesideThoseOfThisMachine() {
    assertThat(up("up --allow-host host.docker.internal,engine", Map.of()).parameters())
        .containsEntry(
            "AllowedPrivateHosts", "127.0.0.1,[::1],localhost,host.docker.internal,engine");
    assertThat(up("up --public-receivers-only --allow-host engine", Map.of()).parameters())
        .containsEntry("AllowedPrivateHosts", "engine");
  }

  /** An address of a block that no machine has (RFC 5737). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up --listen localhost     | --listen needs an IP address of this machine, or 0.0.0.0 for all, not localhost.
          up --listen 203.0.113.1   | --listen needs an IP address of this machine, or 0.0.0.0 for all, not 203.0.113.1.
          up --allow-host a,,b      | --allow-host needs a host without scheme, port and path, or several with commas, not a,,b.
          """)
  void aBadValueOfUpIsAnsweredWithTheWayOut(String line, String sentence) {
    assertThatThrownBy(() -> up(line, Map.of()))
        .isInstanceOf(CannotStart.class)
        .hasMessage(sentence);
  }

  @Test
  void everyOptionOfServicesIsRead() {
    var options =
        ServicesOptions.of(
            TEMPLATE, parse("services --port-dynamodb 1 --port-sqs 2 --env-vars here"));

    assertThat(options.dynamoDb()).hasToString("http://host.docker.internal:1");
    assertThat(options.sqs()).hasToString("http://host.docker.internal:2");
    assertThat(options.environments()).isEqualTo(Path.of("here"));
  }

  @Test
  void everyOptionOfAnEngineIsRead() {
    var options =
        StubEngineCommand.options(
            parse(
                "engine gowa --port 1 --key u:p --session till --hook http://localhost/in"
                    + " --secret s --paired --quiet"));

    assertThat(options)
        .isEqualTo(
            new StubOptions(
                "gowa",
                1,
                Optional.of("u:p"),
                "till",
                Optional.of(URI.create("http://localhost/in")),
                Optional.of("s"),
                true,
                true,
                Pace.WATCHED));
    var usual = StubEngineCommand.options(parse("engine waha"));
    assertThat(usual.port()).isEqualTo(3000);
    assertThat(usual.session()).isEqualTo("default");
    assertThat(usual.paired() || usual.quiet()).isFalse();
  }

  @Test
  void thereIsAStubOfEachEngine() {
    for (var type : new SupportedEngines().types()) {
      assertThat(parse("engine " + type.word()).words()).containsExactly(type.word());
    }
  }

  @Test
  void aHookHasToBeAUrl() {
    var line = parse("engine waha --hook localhost");

    assertThatThrownBy(() -> StubEngineCommand.options(line))
        .isInstanceOf(CannotStart.class)
        .hasMessage("--hook needs an http or https URL, not localhost.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          down                  | Unknown command down; commands: up, key, receiver, engine, watch, services, bench, help. See ./presently help.
          up --nonsense         | up does not know --nonsense; options: --port, --listen, --data, --public-receivers-only, --allow-host, --evolution-queue, --log-level, --log-requests. See ./presently help up.
          up --port             | --port needs a value. See ./presently help up.
          up --port x           | --port needs a number from 0 to 65535, not x.
          up --port 65536       | --port needs a number from 0 to 65535, not 65536.
          up --log-level x      | --log-level needs debug, info, warn or error, not x.
          key --data x          | key does not know --data; options: --port. See ./presently help key.
          key --port x          | --port needs a number from 0 to 65535, not x.
          services --data x     | services does not know --data; options: --port-dynamodb, --port-sqs, --env-vars. See ./presently help services.
          services --port-sqs   | --port-sqs needs a value. See ./presently help services.
          services --port-sqs x | --port-sqs needs a number from 0 to 65535, not x.
          receiver --port 1     | receiver needs --key. See ./presently help receiver.
          engine                | engine needs a type; types: waha, wuzapi, titan, evolution, evolution-go, gowa, wppconnect. See ./presently help engine.
          engine whatsapp       | engine does not know whatsapp; types: waha, wuzapi, titan, evolution, evolution-go, gowa, wppconnect. See ./presently help engine.
          engine waha gowa      | engine does not know gowa; options: --port, --key, --session, --hook, --secret, --paired, --quiet. See ./presently help engine.
          engine waha --port x  | --port needs a number from 0 to 65535, not x.
          watch                 | watch needs the name of a session. See ./presently help watch.
          watch --key           | --key needs a value. See ./presently help watch.
          watch shop till       | watch does not know till; options: --url, --key. See ./presently help watch.
          bench everything      | bench does not know everything; parts: runner, artifacts, cold, delivery, calls, live, scale; or compare FILE. See ./presently help bench.
          bench cold compare    | bench does not know compare; parts: runner, artifacts, cold, delivery, calls, live, scale; or compare FILE. See ./presently help bench.
          bench compare         | bench compare needs the file that describes the other program. See ./presently help bench.
          bench compare a b     | bench does not know b; parts: runner, artifacts, cold, delivery, calls, live, scale; or compare FILE. See ./presently help bench.
          """)
  void aMistakeIsAnsweredWithTheWayOut(String line, String sentence) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(CannotStart.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandHasItsHelp(CommandLine.Command command) {
    var usage = "Usage: ./presently " + (command.word().equals("help") ? "" : command.word());

    assertThat(printed("help", command.word())).startsWith(usage);
    assertThat(printed(command.word(), "--help")).isEqualTo(printed("help", command.word()));
    assertThat(printed("help")).contains("\n  " + command.word() + " ").isEqualTo(printed());
  }

  private static String printed(String... arguments) {
    var bytes = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      CommandLine.main(arguments);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static RunnerOptions up(String line, Map<String, String> environment) {
    return RunnerOptions.of(TEMPLATE, parse(line), environment, System.out);
  }

  private static CommandLine parse(String line) {
    return CommandLine.parse(List.of(line.split(" ")));
  }
}
