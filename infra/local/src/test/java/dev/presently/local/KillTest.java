package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int ITEMS = 20;

  @TempDir Path data;

  @Test
  void whatWasAnsweredBeforeAKillIsHandledAfterIt() throws Exception {
    killOnceWritten();

    try (var fixture = new RunnerFixture(options(data))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(keys()).contains("first").containsAll(written());
                assertThat(bodies("SendFunction")).containsExactly("flying", "waiting");
                assertThat(bodies("ExpireFunction")).containsExactly("in flight");
              });
      await().until(() -> fixture.runner.backlog() == 0);
    }
    try (var fixture = new RunnerFixture(options(data))) {
      fixture.put("again", "new");
      await().until(() -> keys().contains("new"));
      assertThat(keys()).as("settled records do not come again").containsExactly("new");
    }
  }

  private void killOnceWritten() throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Written.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = child.inputReader()) {
      var written = CompletableFuture.supplyAsync(() -> output.lines().anyMatch("written"::equals));
      assertThat(written).succeedsWithin(Duration.ofSeconds(40)).isEqualTo(true);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static RunnerOptions options(Path data) {
    return RunnerOptions.of(RunnerFixture.TEMPLATE)
        .withData(data)
        .withParameter("LanesVisibility", "300");
  }

  private static List<String> written() {
    return IntStream.range(0, ITEMS).mapToObj(i -> "item" + i).toList();
  }

  private static List<String> keys() {
    return ScriptedHandler.records("RelayFunction").stream()
        .map(one -> (Map<?, ?>) ((Map<?, ?>) one.get("dynamodb")).get("Keys"))
        .map(keys -> (String) ((Map<?, ?>) keys.get("sk")).get("S"))
        .distinct()
        .toList();
  }

  private static List<String> bodies(String function) {
    return ScriptedHandler.records(function).stream().map(one -> (String) one.get("body")).toList();
  }

  /** Runs in a process of its own, with functions that never come to an end. */
  static final class Written {
    public static void main(String[] arguments) throws Exception {
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
          });
      var never = new CountDownLatch(1);
      var fixture = new RunnerFixture(options(Path.of(arguments[0])));
      for (var function : List.of("RelayFunction", "SendFunction", "ExpireFunction")) {
        ScriptedHandler.ANSWERS.put(
            function,
            event -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Map.of();
            });
      }
      fixture.put("killed", "first");
      fixture.sendToLane("lane", "flying");
      fixture.send("Timers", "in flight");
      await().until(() -> !ScriptedHandler.events("RelayFunction").isEmpty());
      await().until(() -> !ScriptedHandler.events("SendFunction").isEmpty());
      await().until(() -> !ScriptedHandler.events("ExpireFunction").isEmpty());
      written().forEach(sk -> fixture.put("killed", sk));
      fixture.sendToLane("lane", "waiting");
      System.out.println("written");
      never.await();
    }
  }
}
