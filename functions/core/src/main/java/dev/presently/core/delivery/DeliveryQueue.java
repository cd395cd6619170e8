package dev.presently.core.delivery;

import java.util.List;

/** Hands deliveries over to the sender, in order within a lane, at least once. */
public interface DeliveryQueue {
  /**
   * Hands over these deliveries in their order and returns how many of them, counted from the
   * first, are surely handed over. Fewer than all: the rest was not, or not surely, and is safe to
   * repeat; no lane got a later delivery without the earlier one.
   */
  int send(List<Delivery> deliveries);
}
