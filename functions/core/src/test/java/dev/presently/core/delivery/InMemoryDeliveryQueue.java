package dev.presently.core.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was handed over, in order and each once, for a test to read. */
public final class InMemoryDeliveryQueue implements DeliveryQueue {
  private final Map<String, Delivery> handedOver = new LinkedHashMap<>();
  private int room = Integer.MAX_VALUE;

  @Override
  public synchronized int send(List<Delivery> deliveries) {
    int taken = Math.min(room, deliveries.size());
    room -= taken;
    for (Delivery delivery : deliveries.subList(0, taken)) {
      handedOver.putIfAbsent(delivery.deduplicationId(), delivery);
    }
    return taken;
  }

  /** Takes this many deliveries more and then none. */
  public synchronized void takeOnly(int more) {
    room = more;
  }

  public synchronized List<Delivery> deliveries() {
    return List.copyOf(handedOver.values());
  }
}
