package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final Path TEMPLATE = Path.of("template.yaml");

  @Test
  void receiversOnThisMachineAreAllowedByDefault() {
    var options = CommandLine.parse(TEMPLATE, List.of("up"), Map.of());

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.data()).isEmpty();
    assertThat(options.parameters())
        .containsEntry("AllowedPrivateHosts", "127.0.0.1,[::1],localhost")
        .containsEntry("LogLevel", "warn");
  }

  @Test
  void everyOptionIsHeard() {
    var options =
        CommandLine.parse(
            TEMPLATE,
            List.of(
                "up",
                "--port",
                "9",
                "--data",
                "kept",
                "--public-receivers-only",
                "--log-level",
                "debug"),
            Map.of("MASTER_KEY", "a-master-key-of-mine"));

    assertThat(options.port()).isEqualTo(9);
    assertThat(options.data()).hasValue(Path.of("kept"));
    assertThat(options.parameters())
        .containsEntry("AllowedPrivateHosts", "")
        .containsEntry("LogLevel", "debug");
    assertThat(options.masterKey()).hasValue("a-master-key-of-mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "up --nonsense", "up --port", "up --port x", "up --log-level x"})
  void whatIsNoCommandGetsASentence(String line) {
    assertThatThrownBy(() -> CommandLine.parse(TEMPLATE, List.of(line.split(" ")), Map.of()))
        .isInstanceOf(CannotStart.class);
  }
}
