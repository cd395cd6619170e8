package dev.presently.local;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Waits until ElasticMQ has read the queues of an earlier run: it answers before it has, and a
 * queue that is made in the meantime never gets its messages.
 */
final class RestoredQueues {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private RestoredQueues() {}

  /** Returns when each of these queues has at least so many messages. */
  static void await(Map<String, Long> left, URI endpoint) {
    if (left.isEmpty()) {
      return;
    }
    var end = System.nanoTime() + PATIENCE.toNanos();
    var stopping = new StopSignal();
    try (var clients = Clients.of(endpoint, endpoint)) {
      var queues = new Queues(clients.queues(), endpoint.toString());
      for (var queue : left.entrySet()) {
        while (depth(queues, queue.getKey()) < queue.getValue()) {
          if (System.nanoTime() > end || stopping.within(PAUSE)) {
            throw new CannotStart(
                "ElasticMQ does not read the messages of " + queue.getKey() + ".");
          }
        }
      }
    }
  }

  private static long depth(Queues queues, String queue) {
    try {
      return queues.depth(queue);
    } catch (QueueDoesNotExistException e) {
      return -1;
    }
  }
}
