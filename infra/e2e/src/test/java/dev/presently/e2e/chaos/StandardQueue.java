package dev.presently.e2e.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A queue that hands out messages one by one, in no order, each of them at least once; whatever was
 * received too often is gone.
 */
final class StandardQueue {
  /** A message as it was handed out. */
  record Received(Message message) {
    String id() {
      return message.id;
    }

    String body() {
      return message.body;
    }
  }

  private static final class Message {
    final String id;
    final String body;
    int receives;
    Instant visibleAt;

    Message(String id, String body, Instant visibleAt) {
      this.id = id;
      this.body = body;
      this.visibleAt = visibleAt;
    }
  }

  private final List<Message> messages = new ArrayList<>();
  private final Duration visibility;
  private final int mostReceives;
  private int ids;

  StandardQueue(Duration visibility, int mostReceives) {
    this.visibility = visibility;
    this.mostReceives = mostReceives;
  }

  void send(String body, Instant at) {
    ids++;
    messages.add(new Message("r" + ids, body, at));
  }

  Optional<Received> receive(Instant now, RandomGenerator chance) {
    messages.removeIf(
        message -> message.receives == mostReceives && !message.visibleAt.isAfter(now));
    List<Message> visible =
        messages.stream().filter(message -> !message.visibleAt.isAfter(now)).toList();
    if (visible.isEmpty()) {
      return Optional.empty();
    }
    Message message = visible.get(chance.nextInt(visible.size()));
    message.receives++;
    message.visibleAt = now.plus(visibility);
    return Optional.of(new Received(message));
  }

  void delete(Received received) {
    messages.remove(received.message());
  }

  /** Can be received once more at once, whoever has it. */
  void release(Received received, Instant now) {
    received.message().visibleAt = now;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }
}
