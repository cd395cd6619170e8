package dev.presently.api.subscription;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    int limit = request.limit(500, 1000);
    Optional<Jid> after = request.chatCursor(SubscriptionJson.LIST);
    return sessions
        .find(name)
        .map(session -> page(session, after, limit))
        .orElseGet(() -> Responses.noSession(name));
  }

  private ApiResponse page(Session session, Optional<Jid> after, int limit) {
    Stream<ChatView> subscribed = presences.list(session.name(), after, ChatView::isSubscribed);
    return SubscriptionJson.page(subscribed.iterator(), limit, session, clock.instant());
  }
}
