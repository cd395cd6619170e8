package dev.presently.core.webhook;

import dev.presently.core.session.SessionName;
import java.util.Set;

final class InMemoryWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create(WebhookLimits limits, Set<SessionName> sessions) {
    return new InMemoryWebhookStore(limits, sessions::contains);
  }
}
