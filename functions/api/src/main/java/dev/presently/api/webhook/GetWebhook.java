package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.webhook.WebhookId;
import java.util.Map;

/** {@code GET /api/webhooks/{id}}: without its key, with how its receiver does. */
public final class GetWebhook extends ApiHandler {
  private final WebhookStates targets;
  private final ParkedLanes parked;

  public GetWebhook() {
    this(System.getenv());
  }

  public GetWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.targets(), wiring.parkedLanes(), wiring.entrance());
  }

  GetWebhook(WebhookStates targets, ParkedLanes parked, RequestFilters entrance) {
    super(entrance);
    this.targets = targets;
    this.parked = parked;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookId id = request.webhook();
    WebhookState target = targets.find(id);
    target.webhook().ifPresent(webhook -> WebhookAccess.check(request.grant(), webhook));
    return target
        .webhook()
        .map(webhook -> WebhookJson.answer(webhook, target.health(), parked.waiting(id)))
        .orElseGet(() -> WebhookNotFound.answer(id));
  }
}
