package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final Path PRESENTLY = Path.of("../../template.yaml");

  @Test
  void aRunnersKeyIsFoundByItsPort(@TempDir Path directory) throws Exception {
    var last = directory.resolve("api-key");
    try (var first = LocalRunner.start(of(PRESENTLY, last))) {
      var ofFirst = KeyFile.ofPort(last, first.baseUrl().getPort());
      assertThat(ofFirst.getFileName()).hasToString("api-key-" + first.baseUrl().getPort());
      assertThat(Files.readString(ofFirst)).isEqualTo(Files.readString(last));
      assertThat(Files.readString(last)).contains(first.apiKey().orElseThrow());

      // One without a key: what another left would not be its own.
      try (var second = LocalRunner.start(of(RunnerFixture.TEMPLATE, last))) {
        assertThat(last).doesNotExist();
        assertThat(KeyFile.ofPort(last, second.baseUrl().getPort())).doesNotExist();
        assertThat(ofFirst).exists();
      }
    }
  }

  private static RunnerOptions of(Path template, Path last) {
    return RunnerOptions.of(template).withKeyFile(Optional.of(last));
  }
}
