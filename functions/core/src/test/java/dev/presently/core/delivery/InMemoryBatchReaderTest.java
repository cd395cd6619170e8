package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookStore;
import dev.presently.core.wiring.InMemoryPorts;

final class InMemoryBatchReaderTest extends BatchReaderContract {
  private final InMemoryPorts ports = new InMemoryPorts();

  @Override
  protected BatchReader reader() {
    return ports.batchReader();
  }

  @Override
  protected WebhookStore webhooks() {
    return ports.webhooks;
  }

  @Override
  protected ReceiverHealthStore health() {
    return ports.health;
  }

  @Override
  protected LaneStore lanes() {
    return ports.lanes;
  }
}
