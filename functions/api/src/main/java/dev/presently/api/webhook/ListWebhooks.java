package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.SessionScope;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/**
 * {@code GET /api/webhooks}: the webhooks that the key may access, by id, without their signing
 * keys.
 */
public final class ListWebhooks extends ApiHandler {
  private final WebhookStore webhooks;

  public ListWebhooks() {
    this(System.getenv());
  }

  public ListWebhooks(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListWebhooks(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return WebhookJson.page(
        SessionScope.page(
            request.grant(),
            webhook -> webhook.settings().session(),
            webhook -> webhook.id().toString(),
            request.cursor(WebhookJson.LIST, WebhookId::parse),
            request.limit(100, 500),
            webhooks::list));
  }
}
