package dev.presently.api.webhook;

import dev.presently.api.ApiRequest;
import dev.presently.api.RefusedRequest;
import dev.presently.api.Responses;
import dev.presently.api.SessionScope;
import dev.presently.core.access.Grant;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Optional;

/**
 * Limits a key with sessions to their webhooks: a webhook of another session is 404 for it, one of
 * all sessions 403. A key for all sessions costs no read.
 */
final class WebhookAccess {
  private WebhookAccess() {}

  /** Checks the webhook in the request's path. */
  static void check(ApiRequest request, WebhookStore webhooks) {
    Grant grant = request.grant();
    if (!grant.reachesAll()) {
      WebhookId id = request.webhook();
      webhooks.find(id).ifPresent(webhook -> check(grant, webhook));
    }
  }

  /** Who has access to a webhook sees its deliveries of sessions that the key reaches, too. */
  static boolean sees(Grant grant, Delivery delivery) {
    return delivery.session().stream().allMatch(grant::reaches);
  }

  static void check(Grant grant, Webhook webhook) {
    Optional<SessionName> session = webhook.settings().session();
    if (session.isEmpty()) {
      SessionScope.check(grant, session);
    } else if (!SessionScope.reaches(grant, session)) {
      throw new RefusedRequest(Responses.noWebhook(webhook.id()));
    }
  }
}
