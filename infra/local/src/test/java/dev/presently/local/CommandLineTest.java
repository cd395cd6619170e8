package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final Path TEMPLATE = Path.of("template.yaml");

  @Test
  void receiversOnThisMachineAreAllowedByDefault() {
    var options = CommandLine.parse(TEMPLATE, List.of("up"));

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
                "debug"));

    assertThat(options.port()).isEqualTo(9);
    assertThat(options.data()).hasValue(Path.of("kept"));
    assertThat(options.parameters())
        .containsEntry("AllowedPrivateHosts", "")
        .containsEntry("LogLevel", "debug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "up --nonsense", "up --port", "up --port x", "up --log-level x"})
  void whatIsNoCommandGetsASentence(String line) {
    assertThatThrownBy(() -> CommandLine.parse(TEMPLATE, List.of(line.split(" "))))
        .isInstanceOf(CannotStart.class);
  }
}
