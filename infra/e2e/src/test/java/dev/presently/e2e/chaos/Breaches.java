package dev.presently.e2e.chaos;

import java.util.ArrayList;
import java.util.List;

/** What was promised and not kept; each line begins with the promise's name. */
final class Breaches {
  private final List<String> lines = new ArrayList<>();

  void add(String promise, String how, Object... details) {
    lines.add(promise + ": " + how.formatted(details));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
