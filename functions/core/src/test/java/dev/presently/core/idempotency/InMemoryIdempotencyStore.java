package dev.presently.core.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stores responses in memory, synchronized. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
  private record Entry(
      Fingerprint body, Instant until, Optional<String> holder, Optional<StoredResponse> answer) {}

  private final Map<IdempotentRequest, Entry> all = new HashMap<>();

  @Override
  public synchronized Result begin(
      IdempotentRequest request, Fingerprint body, String holder, Instant now) {
    Entry entry = all.get(request);
    if (entry == null || !entry.until().isAfter(now)) {
      all.put(request, new Entry(body, now.plus(LEASE), Optional.of(holder), Optional.empty()));
      return new Result.Begun();
    }
    if (!entry.body().equals(body)) {
      return new Result.BodyMismatch();
    }
    return entry.answer().<Result>map(Result.Completed::new).orElseGet(Result.InProgress::new);
  }

  @Override
  public synchronized void complete(
      IdempotentRequest request, String holder, StoredResponse answer, Instant now) {
    if (isHeld(request, holder)) {
      all.computeIfPresent(
          request,
          (_, entry) ->
              new Entry(entry.body(), now.plus(RETENTION), Optional.empty(), Optional.of(answer)));
    }
  }

  @Override
  public synchronized void abandon(IdempotentRequest request, String holder) {
    if (isHeld(request, holder)) {
      all.remove(request);
    }
  }

  private boolean isHeld(IdempotentRequest request, String holder) {
    return Optional.ofNullable(all.get(request))
        .flatMap(Entry::holder)
        .filter(holder::equals)
        .isPresent();
  }
}
