package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.Envelopes;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.TimerQueue;
import dev.presently.testkit.InMemoryDeliveryQueue;
import dev.presently.testkit.InMemoryPresenceStore;
import dev.presently.testkit.InMemoryTimerQueue;
import dev.presently.testkit.InMemoryWebhookStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** RelayChanges over ports in memory, and all that came of it. */
final class TestRelay {
  final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  RequestStreamHandler handler() {
    return handler("Presence", "Registry");
  }

  RequestStreamHandler handler(String presenceTable, String registryTable) {
    return handler(presenceTable, registryTable, timers, new EventJson());
  }

  RequestStreamHandler handlerArming(TimerQueue others) {
    return handler("Presence", "Registry", others, new EventJson());
  }

  RequestStreamHandler handlerWriting(Envelopes others) {
    return handler("Presence", "Registry", timers, others);
  }

  private RequestStreamHandler handler(
      String presenceTable, String registryTable, TimerQueue timerQueue, Envelopes envelopes) {
    Log log = Log.to(new PrintStream(said, true, UTF_8), "info");
    return new RelayChanges(
        new Relay(
            new Notices(presenceTable, registryTable),
            presences,
            new Timers(timerQueue, log),
            new FanOut(webhooks, envelopes, queue),
            log));
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
