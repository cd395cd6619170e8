package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code POST /api/sessions/{session}/presence/query}: answers each contact once, where the request
 * names it first. Groups whose participants are too many for one answer are refused.
 */
public final class QueryPresence extends ApiHandler {
  private static final ApiResponse TOO_LARGE =
      ApiResponse.error(
              400,
              "answer_too_large",
              "the participants of these groups are more than 4 MiB; ask for fewer groups at once")
          .at("chatIds");

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
    request.checkReach(chats);
    SessionName name = request.session();
    var isKnown = new AtomicBoolean();
    Optional<ApiResponse.Answer> answer =
        PresenceJson.array(
            presences
                .findAll(name, chats)
                .peek(view -> isKnown.compareAndSet(false, view.presence().isPresent())));
    if (answer.isEmpty()) {
      return TOO_LARGE;
    }
    return !isKnown.get() && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : answer.get();
  }
}
