package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a delivery has come. Once it has ended, only a redelivery changes that. */
public sealed interface DeliveryStatus {
  /** The words that callers see. */
  enum Word {
    PENDING,
    RETRYING,
    DELIVERED,
    SUPERSEDED,
    DEAD,
    DISCARDED;

    public static Word parse(String text) {
      for (Word word : values()) {
        if (word.name().equals(text)) {
          return word;
        }
      }
      throw new InvalidValue(
          "accepted: " + Stream.of(values()).map(Word::name).collect(Collectors.joining(", ")));
    }
  }

  Word word();

  /** Why it ended without having arrived. */
  default Optional<String> reason() {
    return Optional.empty();
  }

  default boolean hasEnded() {
    return true;
  }

  /** It waits for its first attempt. */
  record Pending() implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.PENDING;
    }

    @Override
    public boolean hasEnded() {
      return false;
    }
  }

  /** It waits for another attempt. */
  record Retrying() implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.RETRYING;
    }

    @Override
    public boolean hasEnded() {
      return false;
    }
  }

  /** The receiver has it. */
  record Delivered() implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.DELIVERED;
    }
  }

  /** A newer state of the same contact took its place before it could be delivered. */
  record Superseded(Position by) implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.SUPERSEDED;
    }

    @Override
    public Optional<String> reason() {
      return Optional.of("superseded by seq " + by.seq());
    }
  }

  /** All of its attempts failed, or the receiver said that it is gone. */
  record Dead(String why) implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.DEAD;
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(why);
    }
  }

  /** Nobody waits for it any more: the webhook was deleted or disabled. */
  record Discarded(String why) implements DeliveryStatus {
    @Override
    public Word word() {
      return Word.DISCARDED;
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(why);
    }
  }
}
