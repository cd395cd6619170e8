package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/**
 * {@code DELETE /api/webhooks/{id}}: nothing is sent to it after the answer; its waiting deliveries
 * end soon after.
 */
public final class DeleteWebhook extends ApiHandler {
  private final ChangeWebhook changeWebhook;
  private final WebhookStore webhooks;

  public DeleteWebhook() {
    this(System.getenv());
  }

  public DeleteWebhook(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  DeleteWebhook(ApiWiring wiring) {
    super(wiring.filters());
    this.changeWebhook = wiring.useCases().changeWebhook();
    this.webhooks = wiring.webhooks();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    WebhookId id = request.webhook();
    return changeWebhook.remove(id) ? ApiResponse.success() : Responses.noWebhook(id);
  }
}
