package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import dev.presently.e2e.bench.RunnerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int KILLS = 2;
  private static final int CHANGES_BEFORE_A_KILL = 150;
  private static final int CONTACTS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  private final AtomicReference<URI> baseUrl = new AtomicReference<>();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final List<PersistentContact> contacts =
      IntStream.range(0, CONTACTS)
          .mapToObj(
              i ->
                  new PersistentContact(
                      "55119000000" + (10 + i), "shop", baseUrl::get, enough::get))
          .toList();

  private @Nullable RunnerProcess runner;

  @AfterEach
  void stop() {
    kill();
  }

  @Test
  @Timeout(600)
  void aRunnerThatIsKilledUnderLoadLosesNoAnsweredChangeAndKeepsTheirOrder() throws Exception {
    try (var receiver = FakeReceiver.start()) {
      start();
      register(receiver);
      changeAndKill();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(firstSeqs(receiver)).isEqualTo(answeredSeqs()));
      kill();
      assertThat(receiver.received())
          .allSatisfy(event -> assertThat(event.isSignedBy(Scene.KEY)).isTrue());
      assertRepetitionsAreTheSame(receiver.received());
    }
  }

  private void changeAndKill() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        contacts.forEach(threads::submit);
        for (var kills = 1; kills <= KILLS; kills++) {
          awaitAnswered(kills * CHANGES_BEFORE_A_KILL);
          kill();
          start();
        }
        awaitAnswered(KILLS * CHANGES_BEFORE_A_KILL + CONTACTS);
        enough.set(true);
      } catch (Throwable e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private void kill() {
    if (runner != null) {
      runner.kill();
    }
  }

  private void start() throws Exception {
    var output = directory.resolve("output");
    runner =
        RunnerProcess.start(
            PROJECT, List.of("--data", directory.resolve("data").toString()), output);
    assertThat(Files.readString(output)).doesNotContain("starts again");
    baseUrl.set(runner.baseUrl());
  }

  private void register(FakeReceiver receiver) {
    var api = new Api(baseUrl.get(), runner.apiKey());
    assertThat(
            api.post(
                    "/api/sessions",
                    Scene.json(
                        "{'name':'shop','engine':{'type':'waha','url':'http://127.0.0.1','webhookSecret':'%s'}}"
                            .formatted(PersistentContact.SECRET)))
                .status())
        .isEqualTo(201);
    assertThat(
            api.post(
                    "/api/webhooks",
                    Scene.json(
                        "{'url':'%s','session':'shop','hmacKey':'%s','coalesce':false}"
                            .formatted(receiver.url(), Scene.KEY)))
                .status())
        .isEqualTo(201);
  }

  private void awaitAnswered(long changes) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> contacts.stream().mapToLong(PersistentContact::answered).sum() >= changes);
  }

  /** By contact, every seq that was answered, in order. */
  private Map<String, String> answeredSeqs() {
    return contacts.stream()
        .collect(
            Collectors.toMap(
                PersistentContact::name,
                one -> LongStream.rangeClosed(1, one.answered()).boxed().toList().toString()));
  }

  /** By contact, every seq in the order in which it came first. */
  private static Map<String, String> firstSeqs(FakeReceiver receiver) {
    return receiver.seqs().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, one -> one.getValue().stream().distinct().toList().toString()));
  }

  private static void assertRepetitionsAreTheSame(List<Received> received) {
    var byChange =
        received.stream()
            .collect(Collectors.groupingBy(one -> one.contact() + "#" + one.seq().orElseThrow()));
    assertThat(byChange.values())
        .allSatisfy(
            same -> {
              assertThat(same.stream().map(Received::body).distinct()).hasSize(1);
              assertThat(same.stream().map(one -> one.header("webhook-id")).distinct()).hasSize(1);
            });
  }
}
