package dev.presently.e2e.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A queue that hands out the messages of a group in their order, and none of a group of which some
 * are being worked on; whatever was received too often goes to its dead letters.
 */
final class FifoQueue {
  /** A message as it was handed out for the so-many-th time. */
  record Received(Message message, int receipt) {
    String id() {
      return message.id;
    }

    String group() {
      return message.group;
    }

    String body() {
      return message.body;
    }
  }

  private static final class Message {
    final String id;
    final String group;
    final String body;
    int receives;
    Instant visibleAt;

    Message(String id, String group, String body, Instant now) {
      this.id = id;
      this.group = group;
      this.body = body;
      this.visibleAt = now;
    }
  }

  private static final Duration DEDUPLICATED_FOR = Duration.ofMinutes(5);

  private final Map<String, Deque<Message>> groups = new LinkedHashMap<>();
  private final Map<String, Instant> sent = new HashMap<>();
  private final List<Message> dead = new ArrayList<>();
  private final Setting setting;
  private int ids;

  FifoQueue(Setting setting) {
    this.setting = setting;
  }

  void send(String group, String deduplication, String body, Instant now) {
    Instant before = sent.get(deduplication);
    if (before == null || !before.plus(DEDUPLICATED_FOR).isAfter(now)) {
      sent.put(deduplication, now);
      add(group, body, now);
    }
  }

  private void add(String group, String body, Instant now) {
    ids++;
    groups
        .computeIfAbsent(group, _ -> new ArrayDeque<>())
        .add(new Message("m" + ids, group, body, now));
  }

  /** Some messages of some groups, in order within each. */
  List<Received> receive(int most, Instant now, RandomGenerator chance) {
    List<Received> batch = new ArrayList<>();
    for (String group : order(chance)) {
      if (batch.size() == most) {
        return batch;
      }
      Deque<Message> messages = groups.get(group);
      if (!messages.peek().visibleAt.isAfter(now)) {
        take(messages, 1 + chance.nextInt(most), most, now, batch);
      }
      if (messages.isEmpty()) {
        groups.remove(group);
      }
    }
    return batch;
  }

  private List<String> order(RandomGenerator chance) {
    List<String> order = new ArrayList<>(groups.keySet());
    if (!setting.oldestFirst()) {
      Collections.shuffle(order, Random.from(chance));
    }
    return order;
  }

  /** While the first of a group is worked on, so may be those behind it. */
  private void take(
      Deque<Message> messages, int some, int most, Instant now, List<Received> batch) {
    int taken = 0;
    Iterator<Message> all = messages.iterator();
    while (all.hasNext() && taken < some && batch.size() < most) {
      Message message = all.next();
      if (message.receives == setting.mostReceives()) {
        dead.add(message);
        all.remove();
        continue;
      }
      message.receives++;
      message.visibleAt = now.plus(setting.visibility());
      batch.add(new Received(message, message.receives));
      taken++;
    }
  }

  /** A receipt that has run out, or that another one holds, deletes nothing. */
  void delete(Received received, Instant now) {
    Message message = received.message();
    if (message.receives == received.receipt() && message.visibleAt.isAfter(now)) {
      Deque<Message> messages = groups.get(message.group);
      messages.remove(message);
      if (messages.isEmpty()) {
        groups.remove(message.group);
      }
    }
  }

  /** Can be received again at once. */
  void release(Received received, Instant now) {
    if (received.message().receives == received.receipt()) {
      received.message().visibleAt = now;
    }
  }

  /** An operator sends the dead letters again; their bodies. */
  List<String> redrive(Instant now) {
    List<String> redriven = dead.stream().map(message -> message.body).toList();
    dead.forEach(message -> add(message.group, message.body, now));
    dead.clear();
    return redriven;
  }

  boolean isEmpty() {
    return groups.isEmpty() && dead.isEmpty();
  }
}
