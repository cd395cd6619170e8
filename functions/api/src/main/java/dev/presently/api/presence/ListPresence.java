package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.ChatPath;
import dev.presently.api.ETag;
import dev.presently.api.RequestFilters;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/sessions/{session}/presence}: one presence per subscribed contact, by address.
 */
public final class ListPresence extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;

  public ListPresence() {
    this(System.getenv());
  }

  public ListPresence(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.readPresence(), wiring.sessions(), wiring.entrance());
  }

  ListPresence(ReadPresence presences, SessionStore sessions, RequestFilters entrance) {
    super(entrance);
    this.presences = presences;
    this.sessions = sessions;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Optional<Instant> since = request.query("since", Since::parse);
    Page<ChatView> page =
        presences.list(
            name,
            request.cursor(PresenceJson.LIST, ChatPath::parse),
            request.limit(500, 1000),
            reading -> reading.isSubscribed() && isLater(reading, since));
    return page.items().isEmpty() && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : ETag.unlessKnown(request, PresenceJson.page(page));
  }

  private static boolean isLater(ChatView reading, Optional<Instant> since) {
    return since.isEmpty() || reading.updatedAt().filter(at -> at.isAfter(since.get())).isPresent();
  }
}
