package dev.presently.core.webhook;

import java.util.List;

/** The events a webhook asks for; none named means all. */
public record Events(List<EventName> names) {
  public static final Events ALL = new Events(List.of());
  private static final List<String> STAR = List.of("*");

  public Events {
    names = names.stream().distinct().toList();
  }

  /** Reads names; none and a lone star mean all. */
  public static Events parse(List<String> words) {
    return words.equals(STAR) ? ALL : new Events(words.stream().map(EventName::new).toList());
  }

  public boolean include(EventName name) {
    return names.isEmpty() || names.contains(name);
  }

  /** The names as they are answered: a lone star for all. */
  public List<String> words() {
    return names.isEmpty() ? STAR : names.stream().map(EventName::value).toList();
  }
}
