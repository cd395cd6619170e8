package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.access.Grant;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/**
 * {@code POST /api/webhooks/{id}/deliveries/{deliveryId}/redeliver}: the attempt is made and logged
 * after the answer.
 */
public final class Redeliver extends ApiHandler {
  private final RequestRedelivery redeliveries;
  private final WebhookStore webhooks;

  public Redeliver() {
    this(System.getenv());
  }

  public Redeliver(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  Redeliver(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
    this.redeliveries = wiring.useCases().requestRedelivery();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    request.emptyBody();
    WebhookId id = request.webhook();
    DeliveryId delivery = request.delivery();
    Grant grant = request.grant();
    return switch (redeliveries.request(id, delivery, d -> WebhookAccess.sees(grant, d))) {
      case REQUESTED -> DeliveryJson.requested(delivery);
      case NO_SUCH_WEBHOOK -> Responses.noWebhook(id);
      case NO_SUCH_DELIVERY ->
          ApiResponse.error(404, "delivery_not_found", "webhook " + id + " has no such delivery");
      case NOT_ENDED ->
          ApiResponse.error(
              409, "delivery_waiting", "the delivery has not ended, it is still being attempted");
      case WEBHOOK_DISABLED ->
          ApiResponse.error(
              409, "webhook_disabled", "the webhook " + id + " is disabled; enable it first");
    };
  }
}
