package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Map;
import java.util.Optional;

/**
 * {@code PATCH /api/webhooks/{id}}: absent fields keep their value, and the key is never shown. The
 * waiting deliveries of a disabled webhook end soon after; a new URL or enabling it again resets
 * its receiver's health.
 */
public final class UpdateWebhook extends ApiHandler {
  private final ChangeWebhook changeWebhook;
  private final WebhookStore webhooks;
  private final WebhookInputCheck inputs;

  public UpdateWebhook() {
    this(System.getenv());
  }

  public UpdateWebhook(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  UpdateWebhook(ApiWiring wiring) {
    super(wiring.filters());
    this.changeWebhook = wiring.useCases().changeWebhook();
    this.webhooks = wiring.webhooks();
    this.inputs = WebhookInputCheck.of(wiring);
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    WebhookChanges changes =
        request.body(fields -> WebhookChanges.read(fields, inputs.urlNotOf(request.ownApi())));
    WebhookId id = request.webhook();
    changes.url().ifPresent(inputs::check);
    Optional<Webhook> changed =
        changes.resetsHealth()
            ? changeWebhook.renew(id, changes.change())
            : changeWebhook.change(id, changes.change());
    return changed.map(WebhookJson::answer).orElseGet(() -> Responses.noWebhook(id));
  }
}
