package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.util.Locale;
import java.util.stream.Stream;

/** A webhook's own schedule; {@code attempts} includes the first one. */
public record RetryPolicy(int attempts, int delaySeconds, Policy policy) {
  /** The delay's growth between attempts. */
  public enum Policy {
    CONSTANT,
    LINEAR,
    EXPONENTIAL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Policy parse(String text) {
      return Stream.of(values())
          .filter(policy -> policy.word().equals(text))
          .findFirst()
          .orElseThrow(() -> new InvalidValue("accepted: constant, linear, exponential"));
    }
  }

  public RetryPolicy {
    if (attempts < 1 || attempts > 20) {
      throw new InvalidValue("attempts must be 1 to 20");
    }
    if (delaySeconds < 1 || delaySeconds > 86_400) {
      throw new InvalidValue("delaySeconds must be 1 to 86400");
    }
  }
}
