package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.webhook.WebhookId;

/**
 * The item of a receiver's health and its webhook's wake in the Delivery table.
 *
 * <pre>
 * pk                            WEBHOOK#webhook
 * sk                            HEALTH
 * failures                      number; absent means 0
 * failingSince                  time of the first of these failures
 * pausedUntil, pauses           time (see {@link MillisText}) and number from 1, while paused
 * quick                         true once the receiver has answered quickly, until it is slow
 * slowUntil                     time (see {@link MillisText})
 * lastSuccessAt, lastFailureAt  times
 *
 * listed, place                 see {@link DeliveryIndex}: DUE#shard and the wake's time (see {@link MillisText}), while there is a wake
 * asked                         number of requests for a wake
 * mover                         token of the last request that moved the wake
 * holder, heldUntil             holder of the wake, and until when (see {@link MillisText})
 * formerHolder                  last holder, until the next one
 * </pre>
 */
final class ReceiverHealthItems {
  static final String ASKED = "asked";
  static final int SHARDS = 4;
  private static final String PARTITION = "WEBHOOK#";

  private ReceiverHealthItems() {}

  static ItemKey key(WebhookId webhook) {
    return new ItemKey(PARTITION + webhook, "HEALTH");
  }

  static WebhookId webhook(Item item) {
    return WebhookId.parse(item.key().pk().substring(PARTITION.length()));
  }

  /** The index partition of the webhook's wake; shards spread the writes. */
  static String listed(WebhookId webhook) {
    return listed((int) (webhook.value() % SHARDS));
  }

  static String listed(int shard) {
    return "DUE#" + shard;
  }

  static ReceiverHealth read(Item item) {
    return new ReceiverHealth(
        item.has("failures") ? Math.toIntExact(item.number("failures")) : 0,
        item.instant("failingSince"),
        item.text("pausedUntil")
            .map(MillisText::read)
            .map(until -> new ReceiverHealth.Pause(Math.toIntExact(item.number("pauses")), until)),
        item.has("quick"),
        item.text("slowUntil").map(MillisText::read),
        item.instant("lastSuccessAt"),
        item.instant("lastFailureAt"));
  }
}
