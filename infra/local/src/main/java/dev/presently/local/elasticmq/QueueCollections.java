package dev.presently.local.elasticmq;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.LocalActorRef;
import org.elasticmq.actor.queue.QueueActor;

/** Gives ElasticMQ's FIFO queues collections whose cost does not grow with what they hold. */
public final class QueueCollections {
  private QueueCollections() {}

  /**
   * Replaces those of a queue to which nothing was sent yet; ElasticMQ keeps those of other queues.
   */
  public static void replace(ActorRef queue) {
    if (queue instanceof LocalActorRef local
        && local.underlying().actor() instanceof QueueActor actor
        && actor.queueData().isFifo()
        && actor.messageQueue().size() == 0) {
      actor.messageQueue_$eq(new GroupedMessages());
      actor.fifoMessagesHistory_$eq(new RecentIds());
    }
  }
}
