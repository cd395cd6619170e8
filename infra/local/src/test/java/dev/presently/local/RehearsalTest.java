package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  /** Where a call failed, later starts would know nothing of what comes after it. */
  @Test
  void everyCallOfARehearsalSucceeds() {
    assertThatCode(() -> Rehearsal.run(TEMPLATE, Duration.ofSeconds(1))).doesNotThrowAnyException();
  }
}
