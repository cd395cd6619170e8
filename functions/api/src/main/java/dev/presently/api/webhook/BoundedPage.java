package dev.presently.api.webhook;

import dev.presently.core.Page;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * As much of a page as fits into the 6 MB that Lambda answers with at most: receivers may have
 * answered at length, and often.
 */
public final class BoundedPage {
  private static final int MOST = 5_000_000;
  private static final int DELIVERY = 600;
  private static final int ATTEMPT = 200;

  /** A quotation mark is escaped in our body, and both of its characters in Lambda's. */
  private static final int ESCAPED = 4;

  private BoundedPage() {}

  static Page<DeliveryRecord> of(Page<DeliveryRecord> page) {
    return of(page, BoundedPage::size, last -> DeliveryLogPosition.of(last).toString());
  }

  /** The same where what was sent is shown too. */
  public static Page<DeliveryRecord> withBodies(Page<DeliveryRecord> page) {
    return of(
        page,
        record -> size(record) + (long) ESCAPED * record.delivery().body().length(),
        last -> last.id().toString());
  }

  private static Page<DeliveryRecord> of(
      Page<DeliveryRecord> page,
      ToLongFunction<DeliveryRecord> sizeOf,
      Function<DeliveryRecord, String> place) {
    List<DeliveryRecord> all = page.items();
    int fitting = 0;
    long size = 0;
    while (fitting < all.size()) {
      size += sizeOf.applyAsLong(all.get(fitting));
      if (size > MOST && fitting > 0) {
        List<DeliveryRecord> shown = all.subList(0, fitting);
        return new Page<>(shown, Optional.of(place.apply(shown.getLast())));
      }
      fitting++;
    }
    return page;
  }

  private static long size(DeliveryRecord record) {
    return DELIVERY + record.attempts().stream().mapToLong(BoundedPage::size).sum();
  }

  private static long size(Attempt attempt) {
    return ATTEMPT + (long) ESCAPED * attempt.error().map(String::length).orElse(0);
  }
}
