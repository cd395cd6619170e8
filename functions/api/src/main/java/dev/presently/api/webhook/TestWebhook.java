package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;

/** {@code POST /api/webhooks/{id}/test}: answers with the attempt, whatever its outcome. */
public final class TestWebhook extends ApiHandler {
  private final SendTestEvent testEvents;
  private final WebhookStore webhooks;

  public TestWebhook() {
    this(System.getenv());
  }

  public TestWebhook(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  TestWebhook(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
    this.testEvents = wiring.sendTestEvent();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    request.emptyBody();
    WebhookId id = request.webhook();
    return testEvents
        .test(id)
        .map(DeliveryJson::attempted)
        .orElseGet(() -> Responses.noWebhook(id));
  }
}
