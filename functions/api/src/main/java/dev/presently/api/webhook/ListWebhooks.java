package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/webhooks}: the webhooks that the key may access, by id, without their signing
 * keys.
 */
public final class ListWebhooks extends ApiHandler {
  private final WebhookStore webhooks;

  public ListWebhooks() {
    this(System.getenv());
  }

  public ListWebhooks(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListWebhooks(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Optional<String> after = request.cursor(WebhookJson.LIST, WebhookId::parse);
    int limit = request.limit(100, 500);
    return WebhookJson.page(
        request
            .grant()
            .sessions()
            .map(sessions -> page(sessions, after.map(WebhookId::parse), limit))
            .orElseGet(() -> webhooks.list(after, limit)));
  }

  private Page<Webhook> page(Set<SessionName> sessions, Optional<WebhookId> after, int limit) {
    List<Webhook> rest =
        InParallel.each(sessions, session -> webhooks.of(Optional.of(session))).stream()
            .flatMap(List::stream)
            .filter(webhook -> after.isEmpty() || webhook.id().compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(Webhook::id))
            .toList();
    List<Webhook> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page<>(
        page, rest.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
  }
}
