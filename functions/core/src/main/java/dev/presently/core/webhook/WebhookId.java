package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** A webhook's id: a number from 1. */
public record WebhookId(long value) implements Comparable<WebhookId> {
  private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,17}");

  public static WebhookId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValue("not a webhook id; accepted: a positive integer");
    }
    return new WebhookId(Long.parseLong(text));
  }

  @Override
  public int compareTo(WebhookId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
