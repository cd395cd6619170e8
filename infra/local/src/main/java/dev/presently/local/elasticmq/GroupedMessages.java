package dev.presently.local.elasticmq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.MessageQueue;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The messages of a FIFO queue. Those of one group are handed out in the order in which they were
 * sent, and none while an earlier one is in flight; of all groups that have a message to hand out,
 * the one that has waited longest comes first. The cost of a message grows with the logarithm of
 * the number of groups; ElasticMQ's own class looks at all groups for each message.
 */
final class GroupedMessages implements MessageQueue {
  private static final class Group {
    final TreeMap<Long, InternalMessage> messages = new TreeMap<>();
    @Nullable Turn turn;
  }

  /** From when on a group has a message to hand out. */
  private record Turn(long from, long number, Group group) implements Comparable<Turn> {
    boolean isOutdated() {
      return group.turn == null || group.turn.number() != number;
    }

    @Override
    public int compareTo(Turn other) {
      return from == other.from
          ? Long.compare(number, other.number)
          : Long.compare(from, other.from);
    }
  }

  private final Map<String, InternalMessage> byId = new HashMap<>();
  private final Map<String, Group> groups = new HashMap<>();
  private final PriorityQueue<Turn> turns = new PriorityQueue<>();
  private long turnsGiven;

  @Override
  public void $plus$eq(InternalMessage message) {
    byId.put(message.id(), message);
    var group = groups.computeIfAbsent(message.messageGroupId().get(), _ -> new Group());
    group.messages.put(position(message), message);
    giveTurn(group);
  }

  /** Number of the message in its queue, which ElasticMQ counts up. */
  private static long position(InternalMessage message) {
    return Long.parseLong(message.sequenceNumber().get());
  }

  /** To be called after each change of a group's first message. */
  private void giveTurn(Group group) {
    var from = group.messages.firstEntry().getValue().nextDelivery();
    if (group.turn == null || group.turn.from() != from) {
      group.turn = new Turn(from, turnsGiven++, group);
      turns.add(group.turn);
    }
  }

  @Override
  public scala.collection.immutable.List<InternalMessage> dequeue(int count, long now) {
    List<InternalMessage> dequeued = new ArrayList<>();
    for (var turn = next();
        turn != null && turn.from() <= now && dequeued.size() < count;
        turn = next()) {
      turns.remove();
      turn.group().turn = null;
      dequeue(turn.group(), count - dequeued.size(), now, dequeued);
    }
    return CollectionConverters.asScala(dequeued).toList();
  }

  private static boolean isDue(InternalMessage message, long now) {
    return message.nextDelivery() <= now;
  }

  private void dequeue(Group group, int count, long now, List<InternalMessage> dequeued) {
    var taken = 0;
    String name = "";
    while (taken < count
        && !group.messages.isEmpty()
        && isDue(group.messages.firstEntry().getValue(), now)) {
      var message = group.messages.pollFirstEntry().getValue();
      name = message.messageGroupId().get();
      dequeued.add(message);
      taken++;
    }
    leave(name, group);
  }

  private void leave(String name, Group group) {
    if (group.messages.isEmpty()) {
      group.turn = null;
      groups.remove(name);
    } else {
      giveTurn(group);
    }
  }

  private @Nullable Turn next() {
    var turn = turns.peek();
    while (turn != null && turn.isOutdated()) {
      turns.remove();
      turn = turns.peek();
    }
    return turn;
  }

  @Override
  public void remove(String id) {
    var message = byId.remove(id);
    var group = message == null ? null : groups.get(message.messageGroupId().get());
    if (group != null && message != null) {
      group.messages.remove(position(message));
      leave(message.messageGroupId().get(), group);
    }
  }

  @Override
  public Option<InternalMessage> getById(String id) {
    return Option.apply(byId.get(id));
  }

  @Override
  public Option<InternalMessage> pop() {
    var id = byId.keySet().stream().findFirst();
    var popped = id.map(byId::get);
    id.ifPresent(this::remove);
    return Option.apply(popped.orElse(null));
  }

  @Override
  public scala.collection.Iterable<InternalMessage> all() {
    return CollectionConverters.asScala(byId.values());
  }

  @Override
  public long size() {
    return byId.size();
  }

  @Override
  public void clear() {
    byId.clear();
    groups.clear();
    turns.clear();
  }

  /** Takes the messages out of this queue, which ElasticMQ does not use any more. */
  @Override
  public MessageQueue filterNot(Function1<InternalMessage, Object> condition) {
    List.copyOf(byId.values()).stream()
        .filter(message -> (boolean) condition.apply(message))
        .forEach(message -> remove(message.id()));
    return this;
  }
}
