package dev.presently.api.webhook;

import dev.presently.api.ApiRequest;
import dev.presently.api.FieldPatch;
import dev.presently.api.RefusedRequest;
import dev.presently.api.SessionScope;
import dev.presently.core.access.Grant;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Optional;

/**
 * Keeps a key that is limited to sessions from others' webhooks: one of another session is not
 * there for it, one of all sessions is forbidden. Other keys cost no read.
 */
final class WebhookAccess {
  private WebhookAccess() {}

  /** Judges the webhook that the request names. */
  static void check(ApiRequest request, WebhookStore webhooks) {
    Grant grant = request.grant();
    if (!grant.reachesAll()) {
      WebhookId id = request.webhook();
      webhooks.find(id).ifPresent(webhook -> check(grant, webhook));
    }
  }

  static void check(Grant grant, Webhook webhook) {
    Optional<SessionName> session = webhook.wishes().session();
    if (session.isEmpty()) {
      SessionScope.check(grant, session);
    } else if (!SessionScope.reaches(grant, session)) {
      throw new RefusedRequest(WebhookNotFound.answer(webhook.id()));
    }
  }

  /** A webhook that the key reaches must be one still after its session changed. */
  static void checkMove(Grant grant, FieldPatch<SessionName> change) {
    Optional<SessionName> reached = grant.sessions().flatMap(names -> names.stream().findAny());
    SessionScope.check(grant, change.on(reached));
  }
}
