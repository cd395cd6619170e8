package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.webhook.WebhookId;

/**
 * How a receiver's health and its webhook's wake stand in the Delivery table.
 *
 * <pre>
 * pk                            WEBHOOK#webhook
 * sk                            HEALTH
 * failures                      number; absent is 0, as for those below
 * failingSince                  time, while there are failures
 * pausedUntil, pauses           time (see {@link MillisText}), and a number from 1: while it is paused
 * slowUntil                     time
 * lastSuccessAt, lastFailureAt  times
 *
 * listed, place                 see {@link DeliveryIndex}: DUE#shard, the time of the wake (see {@link MillisText}); only while there is one
 * asked                         number of times that a wake was asked for
 * mover                         a token of the one that was asked for last and moved the wake
 * holder, heldUntil             who holds the wake, until a time (see {@link MillisText})
 * formerHolder                  who gave it back, until somebody else holds it
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

  /** Under what the webhook's wake is listed: one list would take all the writes. */
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
        item.instant("slowUntil"),
        item.instant("lastSuccessAt"),
        item.instant("lastFailureAt"));
  }
}
