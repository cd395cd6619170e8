package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.EngineType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies as the engines post them, and what each must become. The reading of each {@code
 * engines/<engine>/webhook-*.json} and {@code sqs-*.json} stands in {@code expected.txt} beside it;
 * a body without a line and a line without a body fail.
 */
class EnginePayloadsTest {
  @ParameterizedTest
  @MethodSource("expectations")
  void aBodyBecomesReports(String file, String expected) throws IOException {
    EngineEventReader engine =
        new SupportedEngines()
            .find(new EngineType(file.substring(0, file.indexOf('-'))))
            .orElseThrow()
            .events();
    String mediaType =
        file.endsWith(".form") ? "application/x-www-form-urlencoded" : "application/json";

    EngineEvents intake = engine.read(Told.SESSION, bytes(file));

    assertThat(engine.mediaTypes()).contains(mediaType);
    assertThat(Told.words(intake)).isEqualTo(expected);
    assertThat(intake.ignored()).isZero();
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void aWebhookBecomesEvents(EngineFacts.Webhook webhook) {
    assertThat(Told.events(webhook.read())).isEqualTo(webhook.expected());
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void onlyAMessageOfAQueueNamesTheEnginesSession(EngineFacts.Webhook webhook) {
    EngineEventReader reader =
        new SupportedEngines().find(webhook.facts().engine()).orElseThrow().events();

    assertThat(reader.engineSession(EngineFacts.bytes(webhook.body())))
        .isEqualTo(Optional.of("shop").filter(_ -> webhook.isQueued()));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyWebhookHasItsReading(EngineType engine) {
    assertThat(EngineFacts.of(engine).readings().keySet())
        .containsExactlyInAnyOrderElementsOf(EngineFacts.of(engine).webhookFiles());
  }

  static List<EngineType> engines() {
    return new SupportedEngines().types();
  }

  static Stream<EngineFacts.Webhook> webhooks() {
    return engines().stream().flatMap(engine -> EngineFacts.of(engine).webhooks().stream());
  }

  static Stream<String[]> expectations() throws IOException {
    return new String(bytes("expected.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" +", 2));
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = EnginePayloadsTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
