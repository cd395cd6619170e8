package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/presence/query}: answers each contact once, where the request
 * names it first.
 */
public final class QueryPresence extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;

  public QueryPresence() {
    this(System.getenv());
  }

  public QueryPresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  QueryPresence(ApiWiring wiring) {
    super(wiring.filters());
    this.presences = wiring.useCases().readPresence();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    List<Jid> chats = request.body(Fields::chats);
    SessionName name = request.session();
    List<ChatView> views = presences.findAll(name, chats);
    boolean isUnknown = views.stream().allMatch(view -> view.presence().isEmpty());
    return isUnknown && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : PresenceJson.all(views);
  }
}
