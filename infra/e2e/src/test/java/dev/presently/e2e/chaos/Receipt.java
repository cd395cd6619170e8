package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.SignedRequest;
import java.time.Instant;

/**
 * A request as its receiver saw it, and how that ended. {@code late} says that it was made in a
 * visit that was overtaken before.
 */
record Receipt(
    SignedRequest request,
    Instant began,
    Instant ended,
    Outcome outcome,
    Visit visit,
    boolean late) {
  String event() {
    return request.headers().get("webhook-id");
  }

  boolean isSuccess() {
    return outcome instanceof Outcome.Delivered;
  }
}
