package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
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
    this(ApiWiring.of(environment));
  }

  GetWebhook(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.useCases().webhookStates();
    this.parked = wiring.parkedLanes();
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
