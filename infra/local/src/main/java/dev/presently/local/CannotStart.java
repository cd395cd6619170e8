package dev.presently.local;

import org.jspecify.annotations.Nullable;

/** Why the runner does not start, in one sentence for the person who started it. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String sentence) {
    super(sentence);
  }

  CannotStart(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
