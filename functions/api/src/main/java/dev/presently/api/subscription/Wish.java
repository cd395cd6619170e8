package dev.presently.api.subscription;

import dev.presently.core.contact.Jid;
import java.util.Optional;

/** One of many subscriptions that were asked for: who it is to, or why it could not be made. */
record Wish(String given, Optional<Jid> contact, Optional<Failure> failure) {
  /** The contract's stable word, and a sentence. */
  record Failure(String code, String sentence) {}

  static Wish to(String given, Jid contact) {
    return new Wish(given, Optional.of(contact), Optional.empty());
  }

  Wish failed(String code, String sentence) {
    return new Wish(given, contact, Optional.of(new Failure(code, sentence)));
  }

  static Wish refused(String given, String code, String sentence) {
    return new Wish(given, Optional.empty(), Optional.of(new Failure(code, sentence)));
  }

  boolean isFailed() {
    return failure.isPresent();
  }
}
