package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Journal;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/** {@code GET /api/webhooks/{id}}: without its key. */
public final class GetWebhook extends ApiHandler {
  private final WebhookStore webhooks;

  public GetWebhook() {
    this(System.getenv());
  }

  public GetWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.webhooks(), wiring.journal());
  }

  GetWebhook(WebhookStore webhooks, Journal journal) {
    super(journal);
    this.webhooks = webhooks;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookId id = request.webhook();
    return webhooks.find(id).map(WebhookJson::answer).orElseGet(() -> NoWebhook.answer(id));
  }
}
