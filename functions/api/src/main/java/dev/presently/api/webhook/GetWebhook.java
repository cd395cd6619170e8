package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.api.Responses;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.webhook.WebhookId;
import java.util.Map;

/** {@code GET /api/webhooks/{id}}: without its key, with the health of its receiver. */
public final class GetWebhook extends ApiHandler {
  private final WebhookStates webhooks;
  private final ParkedLanes parked;

  public GetWebhook() {
    this(System.getenv());
  }

  public GetWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.useCases().webhookStates(), wiring.parkedLanes(), wiring.filters());
  }

  GetWebhook(WebhookStates webhooks, ParkedLanes parked, RequestFilters filters) {
    super(filters);
    this.webhooks = webhooks;
    this.parked = parked;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookId id = request.webhook();
    WebhookState state = webhooks.find(id);
    state.webhook().ifPresent(webhook -> WebhookAccess.check(request.grant(), webhook));
    return state
        .webhook()
        .map(webhook -> WebhookJson.answer(webhook, state.health(), parked.waiting(id)))
        .orElseGet(() -> Responses.noWebhook(id));
  }
}
