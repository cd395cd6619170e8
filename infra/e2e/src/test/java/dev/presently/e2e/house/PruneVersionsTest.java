package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Old versions of functions do not pile up; {@code infra/prune-versions} talks to a scripted AWS
 * CLI.
 */
class PruneVersionsTest {
  private static final String AWS =
      """
      #!/usr/bin/env bash
      case "$1 $2" in
        "cloudformation list-stack-resources") printf 'one\\ttwo\\n' ;;
        "lambda get-alias") printf '2\\t9\\n' ;;
        "lambda list-versions-by-function") printf '1\\t2\\t9\\t10\\t11\\n' ;;
      esac
      """;

  @TempDir Path bin;

  @Test
  void theNewestAndThoseThatTheAliasUsesStay() throws Exception {
    Files.writeString(bin.resolve("aws"), AWS);
    Files.setPosixFilePermissions(bin.resolve("aws"), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(run("presently", "2")).isEqualTo("deleted one:1\ndeleted two:1\n");
    assertThat(run("presently", "1"))
        .isEqualTo("deleted one:1\ndeleted one:10\ndeleted two:1\ndeleted two:10\n");
    assertThat(run("presently", "all")).isEqualTo("KEEP must be a number from 1\n");
  }

  private String run(String... arguments) throws Exception {
    var command =
        new ProcessBuilder(
                House.ROOT.resolve("infra/prune-versions").toString(), arguments[0], arguments[1])
            .redirectErrorStream(true);
    command.environment().merge("PATH", bin + ":", (path, ours) -> ours + path);
    var process = command.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
