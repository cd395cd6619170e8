package dev.presently.local;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a partial batch answer by Lambda's rules: no answer or an empty list means that all
 * succeeded; an identifier that is missing or not of this batch means that all failed.
 */
final class PartialBatchResponse {
  private PartialBatchResponse() {}

  /** The identifiers that failed, or empty where the whole batch did. */
  static Optional<Set<String>> in(byte[] answer, Set<String> batch) {
    if (!(json(answer) instanceof Map<?, ?> map
        && map.get("batchItemFailures") instanceof List<?> items)) {
      return Optional.of(Set.of());
    }
    var failed = new HashSet<String>();
    for (var item : items) {
      if (!(item instanceof Map<?, ?> failure
          && failure.get("itemIdentifier") instanceof String identifier
          && batch.contains(identifier))) {
        return Optional.empty();
      }
      failed.add(identifier);
    }
    return Optional.of(failed);
  }

  private static Object json(byte[] answer) {
    try {
      return Optional.ofNullable(Json.read(answer)).orElse("");
    } catch (RuntimeException e) {
      return "";
    }
  }
}
