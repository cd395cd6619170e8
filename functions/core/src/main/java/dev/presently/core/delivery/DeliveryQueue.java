package dev.presently.core.delivery;

import java.util.List;

/** Queues deliveries for the sender, in order within a lane, at least once. */
public interface DeliveryQueue {
  /**
   * Queues these deliveries in their order. Returns the index of the first delivery that is not
   * certainly queued, or the number of deliveries. From that index on, sending again is safe: no
   * lane has a later delivery without the earlier one.
   */
  int send(List<Delivery> deliveries);
}
