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
 * Cuts a page of deliveries to the 6 MB that Lambda answers at most: the responses quoted in their
 * attempts may be long and many.
 */
public final class BoundedPage {
  private static final int MAX_BYTES = 5_000_000;
  private static final int DELIVERY_BYTES = 600;
  private static final int ATTEMPT_BYTES = 200;

  /** Escaped twice: in our body, and again in the proxy response that holds it. */
  private static final int ESCAPED_BYTES = 4;

  private BoundedPage() {}

  static Page<DeliveryRecord> of(Page<DeliveryRecord> page) {
    return of(page, BoundedPage::size, last -> DeliveryLogPosition.of(last).toString());
  }

  /** The same for an answer that contains the sent bodies. */
  public static Page<DeliveryRecord> withBodies(Page<DeliveryRecord> page) {
    return of(
        page,
        record -> size(record) + (long) ESCAPED_BYTES * record.delivery().body().length(),
        last -> last.id().toString());
  }

  private static Page<DeliveryRecord> of(
      Page<DeliveryRecord> page,
      ToLongFunction<DeliveryRecord> sizeOf,
      Function<DeliveryRecord, String> position) {
    List<DeliveryRecord> all = page.items();
    long size = 0;
    for (int count = 0; count < all.size(); count++) {
      size += sizeOf.applyAsLong(all.get(count));
      if (size > MAX_BYTES && count > 0) {
        return new Page<>(all.subList(0, count), Optional.of(position.apply(all.get(count - 1))));
      }
    }
    return page;
  }

  private static long size(DeliveryRecord record) {
    return DELIVERY_BYTES + record.attempts().stream().mapToLong(BoundedPage::size).sum();
  }

  private static long size(Attempt attempt) {
    return ATTEMPT_BYTES + (long) ESCAPED_BYTES * attempt.error().map(String::length).orElse(0);
  }
}
