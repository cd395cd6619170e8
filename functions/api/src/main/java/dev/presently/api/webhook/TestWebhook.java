package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/** {@code POST /api/webhooks/{id}/test}: answers with the attempt, however it ended. */
public final class TestWebhook extends ApiHandler {
  private final SendTestEvent receivers;
  private final WebhookStore webhooks;

  public TestWebhook() {
    this(System.getenv());
  }

  public TestWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.testReceiver(), wiring.webhooks(), wiring.entrance());
  }

  TestWebhook(SendTestEvent receivers, WebhookStore webhooks, RequestFilters entrance) {
    super(entrance);
    this.webhooks = webhooks;
    this.receivers = receivers;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    request.emptyBody();
    WebhookId id = request.webhook();
    return receivers.test(id).map(DeliveryJson::tried).orElseGet(() -> WebhookNotFound.answer(id));
  }
}
