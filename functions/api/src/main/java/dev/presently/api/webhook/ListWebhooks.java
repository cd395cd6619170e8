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
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * {@code GET /api/webhooks}: the webhooks that the key may access, by id, without their signing
 * keys.
 */
public final class ListWebhooks extends ApiHandler {
  /** How many sessions are read at once; each has at most as many webhooks as one may have. */
  private static final int AT_ONCE = 8;

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

  /** A few sessions at a time, so that a page holds few more webhooks than its limit in memory. */
  private Page<Webhook> page(Set<SessionName> sessions, Optional<WebhookId> after, int limit) {
    List<Webhook> first = List.of();
    for (List<SessionName> some :
        sessions.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
      first =
          Stream.concat(
                  first.stream(),
                  InParallel.each(some, session -> webhooks.of(Optional.of(session))).stream()
                      .flatMap(List::stream)
                      .filter(
                          webhook -> after.isEmpty() || webhook.id().compareTo(after.get()) > 0))
              .sorted(Comparator.comparing(Webhook::id))
              .limit(limit + 1L)
              .toList();
    }
    return Page.first(first, limit, webhook -> webhook.id().toString());
  }
}
