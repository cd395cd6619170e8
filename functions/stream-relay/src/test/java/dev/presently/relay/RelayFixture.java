package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.delivery.InMemoryDeliveryQueue;
import dev.presently.core.delivery.InMemoryPoisonQueue;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.history.InMemoryHistoryStore;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.InMemoryTimerQueue;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.webhook.InMemorySessionWebhooks;
import dev.presently.core.webhook.InMemoryWebhookStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** RelayChanges over ports in memory, and what it sent. */
final class RelayFixture {
  private static final RecordEffectsReader READER = new RecordEffectsReader("Presence", "Registry");

  final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  final TestClock clock = new TestClock();
  final InMemoryHistoryStore history = new InMemoryHistoryStore(clock);
  final InMemoryPoisonQueue poison = new InMemoryPoisonQueue();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  RelayChanges handler() {
    return handlerKeeping(Optional.of(history));
  }

  /** With this history, or none. */
  RelayChanges handlerKeeping(Optional<HistoryStore> historyStore) {
    return handler(READER, presences, timers, new EventJson(), historyStore);
  }

  RelayChanges handler(String presenceTable, String registryTable) {
    return handler(
        new RecordEffectsReader(presenceTable, registryTable), presences, timers, new EventJson());
  }

  RelayChanges handlerReading(PresenceStore presenceStore) {
    return handler(READER, presenceStore, timers, new EventJson());
  }

  RelayChanges handlerArming(TimerQueue timerQueue) {
    return handler(READER, presences, timerQueue, new EventJson());
  }

  RelayChanges handlerWriting(EventWriter eventWriter) {
    return handler(READER, presences, timers, eventWriter);
  }

  private RelayChanges handler(
      RecordEffectsReader reader,
      PresenceStore presenceStore,
      TimerQueue timerQueue,
      EventWriter eventWriter) {
    return handler(reader, presenceStore, timerQueue, eventWriter, Optional.of(history));
  }

  private RelayChanges handler(
      RecordEffectsReader reader,
      PresenceStore presenceStore,
      TimerQueue timerQueue,
      EventWriter eventWriter,
      Optional<HistoryStore> historyStore) {
    return new RelayChanges(
        new Relay(
            reader,
            presenceStore,
            timerQueue,
            new FanOut(new InMemorySessionWebhooks(webhooks), eventWriter, queue),
            historyStore.map(HistoryWriter::new),
            poison,
            Log.to(new PrintStream(log, true, UTF_8), "info")));
  }

  /** The bodies of the events that were sent, in order. */
  List<String> bodies() {
    return queue.deliveries().stream().map(Delivery::body).toList();
  }

  /** Lines for people. */
  List<String> logLines() {
    return lines(false);
  }

  /** Lines with values of metrics. */
  List<String> metricLines() {
    return lines(true);
  }

  private List<String> lines(boolean metrics) {
    return log.toString(UTF_8)
        .lines()
        .filter(line -> line.startsWith("{\"_aws\"") == metrics)
        .toList();
  }
}
