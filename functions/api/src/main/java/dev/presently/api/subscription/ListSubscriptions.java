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
import java.util.Map;

/** {@code GET /api/sessions/{session}/subscriptions}: by address. */
public final class ListSubscriptions extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;

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
    return page.items().isEmpty() && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : SubscriptionJson.page(page);
  }
}
