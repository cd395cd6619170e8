package dev.presently.local.elasticmq;

import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticmq.DeduplicationId;
import org.elasticmq.FifoDeduplicationIdsHistory;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scala.collection.immutable.Map$;

/**
 * The deduplication ids of the last five minutes. ElasticMQ's own class copies the list of them for
 * each message.
 */
@SuppressWarnings("serial") // ElasticMQ's class is serializable, but nothing serializes it.
final class RecentIds extends FifoDeduplicationIdsHistory {
  private final Map<String, InternalMessage> messages = new LinkedHashMap<>();

  RecentIds() {
    super(Map$.MODULE$.empty(), List$.MODULE$.empty());
  }

  @Override
  public FifoDeduplicationIdsHistory addNew(InternalMessage message) {
    message.messageDeduplicationId().foreach(id -> messages.putIfAbsent(id.id(), message));
    return this;
  }

  @Override
  public Option<InternalMessage> wasRegistered(Option<DeduplicationId> id) {
    return id.flatMap(known -> Option.apply(messages.get(known.id())));
  }

  @Override
  public FifoDeduplicationIdsHistory cleanOutdatedMessages(NowProvider clock) {
    var oldest = clock.now().minusMinutes(DeduplicationIntervalMinutes());
    var messages = this.messages.values().iterator();
    while (messages.hasNext() && messages.next().created().isBefore(oldest)) {
      messages.remove();
    }
    return this;
  }
}
