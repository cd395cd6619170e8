package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.access.Grant;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/webhooks/{id}/deliveries}: newest event first, optionally of one status. */
public final class ListDeliveries extends ApiHandler {
  private final WebhookStore webhooks;
  private final DeliveryLog log;

  public ListDeliveries() {
    this(System.getenv());
  }

  public ListDeliveries(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListDeliveries(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
    this.log = wiring.deliveryLog();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    WebhookId id = request.webhook();
    Optional<DeliveryStatus.Word> status = request.query("status", DeliveryStatus.Word::parse);
    int limit = request.limit(100, 500);
    Optional<String> after = request.cursor(DeliveryJson.list(id), DeliveryLogPosition::parse);
    return webhooks.find(id).isPresent()
        ? DeliveryJson.page(id, seen(request.grant(), log.list(id, status, after, limit)))
        : Responses.noWebhook(id);
  }

  private static Page<DeliveryRecord> seen(Grant grant, Page<DeliveryRecord> page) {
    return new Page<>(
        page.items().stream()
            .filter(record -> WebhookAccess.sees(grant, record.delivery()))
            .toList(),
        page.next());
  }
}
