package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Journal;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.session.SessionStore;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.util.Map;
import java.util.Optional;

/**
 * {@code PATCH /api/webhooks/{id}}: what is not named stays, and the key is never shown. What waits
 * for a webhook that is disabled ends soon after; one that is given a URL or is enabled starts with
 * a clean slate.
 */
public final class UpdateWebhook extends ApiHandler {
  private final ReviseWebhook webhooks;
  private final SessionStore sessions;
  private final ReceiverUrls urls;

  public UpdateWebhook() {
    this(System.getenv());
  }

  public UpdateWebhook(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(
        wiring.reviseWebhook(),
        wiring.sessions(),
        new ReceiverUrls(wiring.allowedPrivateHosts(), wiring.hosts()),
        wiring.journal());
  }

  UpdateWebhook(ReviseWebhook webhooks, SessionStore sessions, ReceiverUrls urls, Journal journal) {
    super(journal);
    this.webhooks = webhooks;
    this.sessions = sessions;
    this.urls = urls;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    WebhookChanges wished =
        request.body(fields -> WebhookChanges.read(fields, urls.notAt(request.ownApi())));
    WebhookId id = request.webhook();
    KnownSession.check(wished.session().wished(), sessions);
    wished.url().ifPresent(urls::check);
    Optional<Webhook> changed =
        wished.renews() ? webhooks.renew(id, wished::on) : webhooks.change(id, wished::on);
    return changed.map(WebhookJson::answer).orElseGet(() -> NoWebhook.answer(id));
  }
}
