package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.Target;
import dev.presently.core.delivery.Targets;
import dev.presently.core.webhook.WebhookId;
import java.util.Map;

/** {@code GET /api/webhooks/{id}}: without its key, with how its receiver does. */
public final class GetWebhook extends ApiHandler {
  private final Targets targets;
  private final ParkedLanes parked;

  public GetWebhook() {
    this(System.getenv());
  }

  public GetWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.targets(), wiring.parkedLanes(), wiring.entrance());
  }

  GetWebhook(Targets targets, ParkedLanes parked, Entrance entrance) {
    super(entrance);
    this.targets = targets;
    this.parked = parked;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookId id = request.webhook();
    Target target = targets.find(id);
    target.webhook().ifPresent(webhook -> ReachedWebhook.check(request.grant(), webhook));
    return target
        .webhook()
        .map(webhook -> WebhookJson.answer(webhook, target.health(), parked.waiting(id)))
        .orElseGet(() -> NoWebhook.answer(id));
  }
}
