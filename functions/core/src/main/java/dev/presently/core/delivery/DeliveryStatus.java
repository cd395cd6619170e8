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
      String accepted = Stream.of(values()).map(Word::name).collect(Collectors.joining(", "));
      return Stream.of(values())
          .filter(word -> word.name().equals(text))
          .findFirst()
          .orElseThrow(() -> new InvalidValue("accepted: " + accepted));
    }
  }

  /** Waits for its first attempt. */
  record Pending() implements DeliveryStatus {}

  /** Waits for another attempt. */
  record Retrying() implements DeliveryStatus {}

  /** The receiver answered 2xx. */
  record Delivered() implements DeliveryStatus {}

  /** A newer delivery of its lane replaced it, or ended before this one arrived. */
  record Superseded(Position by) implements DeliveryStatus {}

  /** All attempts failed, or the receiver answered 410. */
  record Dead(String why) implements DeliveryStatus {}

  /** The webhook was deleted or disabled. */
  record Discarded(String why) implements DeliveryStatus {}

  default Word word() {
    return switch (this) {
      case Pending _ -> Word.PENDING;
      case Retrying _ -> Word.RETRYING;
      case Delivered _ -> Word.DELIVERED;
      case Superseded _ -> Word.SUPERSEDED;
      case Dead _ -> Word.DEAD;
      case Discarded _ -> Word.DISCARDED;
    };
  }

  /** Why it ended undelivered. */
  default Optional<String> reason() {
    return switch (this) {
      case Pending _, Retrying _, Delivered _ -> Optional.empty();
      case Superseded(Position by) -> Optional.of("superseded by seq " + by.seq());
      case Dead(String why) -> Optional.of(why);
      case Discarded(String why) -> Optional.of(why);
    };
  }

  default boolean hasEnded() {
    return !(this instanceof Pending || this instanceof Retrying);
  }
}
