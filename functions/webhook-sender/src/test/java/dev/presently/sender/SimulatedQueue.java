package dev.presently.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A queue as SQS is one: a message that was received is invisible for a while, comes again unless
 * it is deleted under its last receipt, and a FIFO queue hands out nothing of a group of which a
 * message is still invisible.
 */
final class SimulatedQueue {
  static final Duration VISIBILITY = Duration.ofSeconds(150);

  /** A message as it was received. */
  record Received(String id, String group, String body, int receipt) {}

  private static final class Message {
    final String id;
    final String group;
    final String body;
    Instant visibleAt;
    int receipt;

    Message(String id, String group, String body, Instant visibleAt) {
      this.id = id;
      this.group = group;
      this.body = body;
      this.visibleAt = visibleAt;
    }
  }

  private final boolean isFifo;
  private final List<Message> messages = new ArrayList<>();
  private int sent;

  SimulatedQueue(boolean isFifo) {
    this.isFifo = isFifo;
  }

  void send(String group, String body, Instant visibleAt) {
    sent++;
    messages.add(new Message("m" + sent, group, body, visibleAt));
  }

  /** At most so many messages that are visible, in the order in which they were sent. */
  List<Received> receive(int most, Instant now) {
    Set<String> held = new HashSet<>();
    List<Message> taken = new ArrayList<>();
    for (Message message : messages) {
      boolean visible = !message.visibleAt.isAfter(now);
      if (!visible && isFifo) {
        held.add(message.group);
      }
      if (visible && taken.size() < most && !(isFifo && held.contains(message.group))) {
        taken.add(message);
      }
    }
    for (Message message : taken) {
      message.visibleAt = now.plus(VISIBILITY);
      message.receipt++;
    }
    return taken.stream().map(m -> new Received(m.id, m.group, m.body, m.receipt)).toList();
  }

  /** Deletes what is done; a receipt that is not the last one deletes nothing. */
  void delete(List<Received> done) {
    for (Received one : done) {
      messages.removeIf(m -> m.id.equals(one.id()) && m.receipt == one.receipt());
    }
  }

  /** What is invisible is visible again: its handler took too long, or seems to. */
  void expire(Instant now) {
    messages.forEach(
        m -> m.visibleAt = m.visibleAt.isAfter(now) && m.receipt > 0 ? now : m.visibleAt);
  }

  /** The first message once more, as a producer that was cut off sends it. */
  void repeat(Predicate<String> which, Instant now) {
    messages.stream()
        .filter(m -> which.test(m.body))
        .findFirst()
        .ifPresent(m -> send(m.group, m.body, now));
  }

  /** When something becomes visible that is not so now. */
  Optional<Instant> next(Instant now) {
    return messages.stream().map(m -> m.visibleAt).filter(now::isBefore).min(Instant::compareTo);
  }
}
