package dev.presently.core.webhook;

import java.util.List;

/** The events that a webhook receives; empty means all. */
public record EventFilter(List<EventName> names) {
  public static final EventFilter ALL = new EventFilter(List.of());
  private static final List<String> STAR = List.of("*");

  public EventFilter {
    names = names.stream().distinct().toList();
  }

  /** An empty list and a lone {@code *} mean all. */
  public static EventFilter parse(List<String> words) {
    return words.equals(STAR) ? ALL : new EventFilter(words.stream().map(EventName::new).toList());
  }

  public boolean include(EventName name) {
    return names.isEmpty() || names.contains(name);
  }

  public List<String> words() {
    return names.isEmpty() ? STAR : names.stream().map(EventName::value).toList();
  }
}
