package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.api.SessionScope;
import dev.presently.core.session.SessionStore;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * {@code POST /api/webhooks}: counts for every change that is answered later; its key is shown here
 * alone.
 */
public final class CreateWebhook extends ApiHandler {
  private final WebhookStore webhooks;
  private final SessionStore sessions;
  private final ReceiverUrlCheck urls;
  private final Clock clock;

  public CreateWebhook() {
    this(System.getenv());
  }

  public CreateWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(
        wiring.webhooks(),
        wiring.sessions(),
        new ReceiverUrlCheck(wiring.allowedPrivateHosts(), wiring.hosts()),
        wiring.clock(),
        wiring.entrance());
  }

  CreateWebhook(
      WebhookStore webhooks,
      SessionStore sessions,
      ReceiverUrlCheck urls,
      Clock clock,
      RequestFilters entrance) {
    super(entrance);
    this.webhooks = webhooks;
    this.sessions = sessions;
    this.urls = urls;
    this.clock = clock;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    NewWebhook wished =
        request.body(fields -> NewWebhook.read(fields, urls.notAt(request.ownApi())));
    SessionScope.check(request.grant(), wished.wishes().session());
    ExistingSession.check(wished.wishes().session(), sessions);
    urls.check(wished.url());
    Webhook webhook = made(wished);
    return webhooks.save(webhook)
        ? WebhookJson.created(webhook)
        : ApiResponse.error(409, "conflict", "a concurrent change won, try again");
  }

  private Webhook made(NewWebhook wished) {
    Instant now = clock.instant();
    var keys = SigningKeys.only(wished.key().orElseGet(new HmacKeyGenerator()::next));
    return Webhook.create(webhooks.nextId(), wished.url(), keys, wished.wishes(), now);
  }
}
