package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.session.SessionStore;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code PATCH /api/webhooks/{id}}: what is not named stays, and the key is never shown. What waits
 * for a webhook that is disabled ends soon after; one that is given a URL or is enabled starts with
 * a clean slate.
 */
public final class UpdateWebhook extends ApiHandler {
  private final ReviseWebhook revision;
  private final WebhookStore webhooks;
  private final SessionStore sessions;
  private final ReceiverUrlCheck urls;

  public UpdateWebhook() {
    this(System.getenv());
  }

  public UpdateWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(
        wiring.reviseWebhook(),
        wiring.webhooks(),
        wiring.sessions(),
        new ReceiverUrlCheck(wiring.allowedPrivateHosts(), wiring.hosts()),
        wiring.entrance());
  }

  UpdateWebhook(
      ReviseWebhook revision,
      WebhookStore webhooks,
      SessionStore sessions,
      ReceiverUrlCheck urls,
      RequestFilters entrance) {
    super(entrance);
    this.revision = revision;
    this.webhooks = webhooks;
    this.sessions = sessions;
    this.urls = urls;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookAccess.check(request, webhooks);
    WebhookChanges wished =
        request.body(fields -> WebhookChanges.read(fields, urls.notAt(request.ownApi())));
    WebhookId id = request.webhook();
    WebhookAccess.checkMove(request.grant(), wished.session());
    ExistingSession.check(wished.session().wished(), sessions);
    wished.url().ifPresent(urls::check);
    // Judged once more as it is changed: it may have become another session's meanwhile.
    BiFunction<Webhook, Instant, Webhook> change =
        (before, now) -> {
          WebhookAccess.check(request.grant(), before);
          return wished.on(before, now);
        };
    Optional<Webhook> changed =
        wished.renews() ? revision.renew(id, change) : revision.change(id, change);
    return changed.map(WebhookJson::answer).orElseGet(() -> WebhookNotFound.answer(id));
  }
}
