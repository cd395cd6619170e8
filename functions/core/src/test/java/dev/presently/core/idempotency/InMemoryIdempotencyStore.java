package dev.presently.core.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps answers in memory; one call at a time sees and changes them. */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
  private record Kept(
      Fingerprint body, Instant until, Optional<String> holder, Optional<StoredResponse> answer) {}

  private final Map<IdempotentRequest, Kept> all = new HashMap<>();

  @Override
  public synchronized Result begin(
      IdempotentRequest request, Fingerprint body, String holder, Instant now) {
    Kept kept = all.get(request);
    if (kept == null || !kept.until().isAfter(now)) {
      all.put(request, new Kept(body, now.plus(LEASE), Optional.of(holder), Optional.empty()));
      return new Result.Begun();
    }
    if (!kept.body().equals(body)) {
      return new Result.BodyMismatch();
    }
    return kept.answer().<Result>map(Result.Completed::new).orElseGet(Result.InProgress::new);
  }

  @Override
  public synchronized void complete(
      IdempotentRequest request, String holder, StoredResponse answer, Instant now) {
    if (isHeld(request, holder)) {
      all.computeIfPresent(
          request,
          (_, kept) ->
              new Kept(kept.body(), now.plus(RETENTION), Optional.empty(), Optional.of(answer)));
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
        .flatMap(Kept::holder)
        .filter(holder::equals)
        .isPresent();
  }
}
