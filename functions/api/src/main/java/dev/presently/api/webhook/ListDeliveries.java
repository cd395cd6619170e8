package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.LogPlace;
import dev.presently.core.delivery.Status;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/webhooks/{id}/deliveries}: the newest event first, of one status or all. */
public final class ListDeliveries extends ApiHandler {
  private final WebhookStore webhooks;
  private final DeliveryLog log;

  public ListDeliveries() {
    this(System.getenv());
  }

  public ListDeliveries(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.webhooks(), wiring.deliveryLog(), wiring.entrance());
  }

  ListDeliveries(WebhookStore webhooks, DeliveryLog log, Entrance entrance) {
    super(entrance);
    this.webhooks = webhooks;
    this.log = log;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    ReachedWebhook.check(request, webhooks);
    WebhookId id = request.webhook();
    Optional<Status.Word> status = request.query("status", Status.Word::parse);
    int limit = request.limit(100, 500);
    Optional<String> after = request.cursor(DeliveryJson.list(id), LogPlace::parse);
    return webhooks.find(id).isPresent()
        ? DeliveryJson.page(id, log.list(id, status, after, limit))
        : NoWebhook.answer(id);
  }
}
