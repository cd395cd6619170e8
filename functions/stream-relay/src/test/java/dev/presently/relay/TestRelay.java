package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.delivery.InMemoryDeliveryQueue;
import dev.presently.core.delivery.InMemoryPoisonQueue;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.InMemoryTimerQueue;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.webhook.InMemoryWebhookStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** RelayChanges over ports in memory, and all that came of it. */
final class TestRelay {
  private static final RecordEffectsReader NOTICES =
      new RecordEffectsReader("Presence", "Registry");

  final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  final InMemoryPoisonQueue poison = new InMemoryPoisonQueue();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  RequestStreamHandler handler() {
    return handler(NOTICES, presences, timers, new EventJson());
  }

  RequestStreamHandler handler(String presenceTable, String registryTable) {
    return handler(
        new RecordEffectsReader(presenceTable, registryTable), presences, timers, new EventJson());
  }

  RequestStreamHandler handlerReading(PresenceStore others) {
    return handler(NOTICES, others, timers, new EventJson());
  }

  RequestStreamHandler handlerArming(TimerQueue others) {
    return handler(NOTICES, presences, others, new EventJson());
  }

  RequestStreamHandler handlerWriting(EventWriter others) {
    return handler(NOTICES, presences, timers, others);
  }

  private RequestStreamHandler handler(
      RecordEffectsReader notices, PresenceStore held, TimerQueue armed, EventWriter envelopes) {
    Log log = Log.to(new PrintStream(said, true, UTF_8), "info");
    var fanOut = new FanOut(webhooks, envelopes, queue);
    return new RelayChanges(
        new Relay(notices, held, new Telling(new Timers(armed, log), fanOut, log), poison, log));
  }

  /** The bodies of what was told, in order. */
  List<String> bodies() {
    return queue.deliveries().stream().map(Delivery::body).toList();
  }

  /** The lines of the log. */
  List<String> lines() {
    return said.toString(UTF_8).lines().toList();
  }
}
