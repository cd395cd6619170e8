package dev.presently.sender;

import dev.presently.core.delivery.AttemptDelivery.Result;
import dev.presently.core.delivery.AttemptDelivery.Result.Attempted;
import dev.presently.core.delivery.AttemptDelivery.Result.Discarded;
import dev.presently.core.delivery.Outcome;

/**
 * Says whether a delivery is done with after an attempt. What is not goes back to the queue, which
 * keeps its lane in order behind it, hands it over again after the visibility timeout, and gives it
 * to the dead-letter queue when it failed often enough.
 */
final class Settlement {
  private Settlement() {}

  static boolean isDone(Result result) {
    return switch (result) {
      case Discarded() -> true;
      case Attempted(Outcome.Delivered _) -> true;
      case Attempted(Outcome.RetryLater _), Attempted(Outcome.Permanent _) -> false;
    };
  }
}
