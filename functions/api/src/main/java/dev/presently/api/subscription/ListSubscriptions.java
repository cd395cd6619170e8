package dev.presently.api.subscription;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** {@code GET /api/sessions/{session}/subscriptions}: by address. */
public final class ListSubscriptions extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;
  private final Clock clock;

  public ListSubscriptions() {
    this(System.getenv());
  }

  public ListSubscriptions(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListSubscriptions(ApiWiring wiring) {
    super(wiring.filters());
    this.presences = wiring.useCases().readPresence();
    this.sessions = wiring.sessions();
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Page<ChatView> page =
        presences.list(
            name,
            request.chatCursor(SubscriptionJson.LIST),
            request.limit(500, 1000),
            ChatView::isSubscribed);
    Instant now = clock.instant();
    return sessions
        .find(name)
        .map(session -> SubscriptionJson.page(page, session, now))
        .orElseGet(() -> Responses.noSession(name));
  }
}
